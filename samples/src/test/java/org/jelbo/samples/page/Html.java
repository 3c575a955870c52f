package org.jelbo.samples.page;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Reads pages that are well-formed XML but for their scripts and styles, which it empties. */
final class Html {
  private Html() {}

  static Element of(String markup) {
    String bare =
        markup
            .replaceFirst("^<!DOCTYPE html>\n", "")
            .replaceAll("(?s)(<(script|style)[^>]*>).*?</\\2>", "$1</$2>");
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(bare)))
          .getDocumentElement();
    } catch (IOException | SAXException | ParserConfigurationException e) {
      throw new AssertionError(e);
    }
  }

  /** The elements of a name, in order. */
  static List<Element> all(Element within, String name) {
    NodeList found = within.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  /** The texts of the elements of a name, in order. */
  static List<String> texts(Element within, String name) {
    return all(within, name).stream().map(Element::getTextContent).toList();
  }
}
