package org.jelbo.dsl.program;

import java.util.Set;
import java.util.stream.Collectors;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.distribution.Elementwise;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.NearestName;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Lookups;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.support.Support;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ndarray.Shape;

/** What this package refuses. */
final class Messages {
  private Messages() {}

  static JelboException runIsOver(String program) {
    return JelboException.here(
            "a scope",
            "expected the scope of the run that is going on, but that run is over",
            "the scope that the program is given, not one kept from before")
        .within(program);
  }

  static JelboException otherThread(String program) {
    return JelboException.here(
            "a scope",
            "expected the thread that runs the program, but this is another",
            "declare the sites one after the other, in a loop")
        .within(program);
  }

  static JelboException nameUsedTwice(String name, String before) {
    return JelboException.here(
        "site '" + name + "'",
        "expected a new name, but '" + name + "' is used at " + before,
        "another name for one of the two, or p.within(\"prefix\", () -> ...) around it");
  }

  static JelboException blankPrefix(@Nullable String found, String line) {
    return JelboException.at(
        "within",
        line,
        "expected a prefix, but got " + (found == null ? "null" : "a blank one"),
        "a prefix such as 'encoder'");
  }

  static JelboException noAnswer(Handler.Request request) {
    return JelboException.at(
        "site '" + request.name() + "'",
        request.line(),
        "expected a value from the handler, but got null",
        "rest.answer(request) for the sites that the handler leaves to others");
  }

  static JelboException maskOutside(double found) {
    return JelboException.here(
        "mask",
        "expected a mask from 0 to 1, by which log-densities are multiplied, but got " + found,
        "1 where the density counts, else 0, such as keep.lessThan(...)");
  }

  static JelboException maskDoesNotFit(Handler.Request request, Shape found) {
    boolean isElementwise = request.distribution() instanceof Elementwise;
    return JelboException.at(
        "site '" + request.name() + "'",
        request.line(),
        "expected a mask without event"
            + (isElementwise ? " or of event shape " + request.distribution().eventShape() : "")
            + ", because "
            + request.distribution().family()
            + (isElementwise ? " has that shape" : " has no independent entries")
            + ", but the mask has "
            + found,
        "a mask of one number for each row, or sites of the mask's shape");
  }

  static JelboException factorNotScalar(String name, String line, Shape found) {
    return JelboException.at(
        "factor '" + name + "'",
        line,
        "expected one number for each row, but got event shape " + found,
        "value.sum()");
  }

  static JelboException maskOfFactor(String name, String line, Shape found) {
    return JelboException.at(
        "factor '" + name + "'",
        line,
        "expected a mask without event, but it has " + found,
        "the factor outside p.masked, its value masked by keptWhere before it is summed");
  }

  static JelboException nothingToSet(String site, String line, Set<String> sites) {
    return JelboException.at(
        "doing '" + site + "'",
        line,
        "expected a random site of the program, but it has " + sites,
        NearestName.of(site, sites)
            .map(nearest -> "doing(\"" + nearest + "\", ...)")
            .orElse("the name of a site, prefixes included"));
  }

  static JelboException nothingFillsPlate(Site site, Axis plate, Trace trace) {
    return JelboException.at(
            "site '" + site.name() + "'",
            site.line(),
            "expected a value of plate '"
                + plate.label()
                + "', whose size the data give, but the program reads and draws none there",
            "a size for the plate")
        .within(trace.place(site));
  }

  static JelboException valueOfOtherRun(String subject, String line) {
    return JelboException.at(
        subject,
        line,
        "expected values of this run, but it uses a value that another run made",
        "compute the value inside the program: it runs again for each reading");
  }

  static JelboException outsideItsPlate(String subject, String line, Axes leaked) {
    String plate = leaked.at(0).label();
    return JelboException.at(
        subject,
        line,
        "expected values of the plates it stands in, but it uses a value of plate '"
            + plate
            + "' outside of that plate",
        "declare it inside plate '" + plate + "'");
  }

  static JelboException valueOfOtherShape(Handler.Request request, Shape found) {
    return JelboException.at(
        "site '" + request.name() + "'",
        request.line(),
        "expected a value of event shape "
            + request.distribution().eventShape()
            + " as "
            + request.distribution().family()
            + " has, but got "
            + found,
        "a distribution of event shape " + found);
  }

  static JelboException setToOtherShape(Handler.Request request, Shape found) {
    return JelboException.at(
        "site '" + request.name() + "'",
        request.line(),
        "expected a value of event shape "
            + request.distribution().eventShape()
            + " as "
            + request.distribution().family()
            + " has, but it is set to one of "
            + found,
        "a value of event shape " + request.distribution().eventShape());
  }

  static JelboException inputOutsidePlate(String name, String line) {
    return JelboException.at(
        "input '" + name + "'",
        line,
        "expected an input inside the plate that the data fill, but no such plate is open",
        "p.plate(\"rows\", () -> ...) around it");
  }

  static JelboException inputWithoutEntries(String name, String line, Shape found) {
    return JelboException.at(
        "input '" + name + "'",
        line,
        "expected sizes of 1 or more, but got event shape " + found,
        "the shape of one row, none for a scalar");
  }

  static JelboException inputOfTwoShapes(String name, String line, Site before, Shape found) {
    return JelboException.at(
        "input '" + name + "'",
        line,
        "expected event shape "
            + before.value().eventShape()
            + " as at "
            + before.line()
            + ", but got "
            + found,
        "one shape for one column");
  }

  static JelboException innerPlateWithoutSize(String name, Axes outer) {
    return JelboException.here(
        "plate '" + name + "'",
        "expected a size, because the data fill the outermost plate only, but it stands in plates "
            + outer
            + " without one",
        "p.plate(\"" + name + "\", size, () -> ...)");
  }

  static JelboException secondDataPlate(String name, Axis.Plate first, String line) {
    return JelboException.here(
        "plate '" + name + "'",
        "expected one plate without a size, but the data fill plate '"
            + first.name()
            + "' already, opened at "
            + line,
        "a size for one of the two, or the same name");
  }

  static JelboException plateTooSmall(String name, long size) {
    return JelboException.here(
        "plate '" + name + "'",
        "expected a size of 1 or more, but got " + size,
        "a size of 1 or more, or leave out the plate and what is in it");
  }

  static JelboException plateTwoWays(Axis.Plate plate, Axis.Plate before, String line) {
    return JelboException.here(
        "plate '" + plate.name() + "'",
        "expected the plate as it was opened at "
            + line
            + ", "
            + described(before)
            + ", but now it is "
            + described(plate),
        (plate.depth() == before.depth() ? "" : "the same plates around it both times, or ")
            + "another name for one of the two");
  }

  static JelboException plateInItself(Axis.Plate plate) {
    return JelboException.here(
        "plate '" + plate.name() + "'",
        "expected a plate that is not open, but it stands in itself",
        "another name for the inner plate");
  }

  static JelboException platesDiffer(Handler.Request request, Site.Random site, String program) {
    return JelboException.at(
        "site '" + request.name() + "'",
        request.line(),
        "expected the plates "
            + listed(site.plates(), request.plates())
            + " that the site has in "
            + program
            + " ("
            + site.line()
            + "), but got "
            + listed(request.plates(), site.plates()),
        "the same plates, names and sizes, in both programs");
  }

  static JelboException supportsDiffer(Handler.Request request, Site.Random site, String program) {
    return JelboException.at(
        "site '" + request.name() + "'",
        request.line(),
        "expected a support that holds the draws of "
            + program
            + " ("
            + site.line()
            + "), "
            + site.distribution().support()
            + ", but "
            + request.distribution().family()
            + " has "
            + request.distribution().support(),
        "families of equal support in both programs");
  }

  static JelboException eventsDiffer(Handler.Request request, Site.Random site, String program) {
    return JelboException.at(
        "site '" + request.name() + "'",
        request.line(),
        "expected event shape "
            + site.distribution().eventShape()
            + " as in "
            + program
            + " ("
            + site.line()
            + "), but "
            + request.distribution().family()
            + " has "
            + request.distribution().eventShape(),
        "the same event shape in both programs");
  }

  /** The plates' names, with what tells them from others of the same names. */
  private static String listed(Axes plates, Axes others) {
    return plates.toString().equals(others.toString())
        ? plates.asList().stream()
            .map(axis -> axis.label() + " " + described((Axis.Plate) axis))
            .collect(Collectors.joining(", ", "[", "]"))
        : plates.toString();
  }

  private static String described(Axis.Plate plate) {
    String size = plate.isOfData() ? "as large as the data" : "of size " + plate.size();
    return size + " at depth " + plate.depth();
  }

  static JelboException indexOutside(Site.Random site, Support values, Lookups.Lookup lookup) {
    long low = (long) values.range().low();
    long high = (long) values.range().high();
    return JelboException.at(
        "site '" + site.name() + "'",
        site.line(),
        "expected values from 0 to "
            + (lookup.count() - 1)
            + ", the places in "
            + lookup
            + ", but "
            + site.distribution().family()
            + " has "
            + values,
        low < 0
            ? "a value counted from 0, such as it.plus(" + -low + ")"
            : lookup.of(high + 1) + ", or a family of " + lookup.count() + " values");
  }

  static JelboException keptInTrained(Param param) {
    return JelboException.here(
        Kept.subject(param),
        "expected an untrained parameter to keep a value in, but an optimizer moves this one",
        "untrained() on it");
  }

  static JelboException keptUnread(Param param) {
    return JelboException.here(
        Kept.subject(param),
        "expected a parameter that this run has read, as it keeps a value in it, but it has not",
        "build.param(param) before it");
  }

  static JelboException keptOfOtherShape(Param param, Expr found) {
    return JelboException.here(
        Kept.subject(param),
        "expected a value of shape "
            + param.shape()
            + " without axes to keep, but found shape "
            + found.eventShape()
            + " with axes "
            + found.axes(),
        "the mean over rows, as BatchMoments has it, or a reshape");
  }

  static JelboException keptTwice(Param param) {
    return JelboException.here(
        "layer '" + param.path() + "'",
        "expected a layer that norms by its batch to be applied once in a program, but it is"
            + " applied twice",
        "a layer with a path of its own for each, or LayerNorm");
  }
}
