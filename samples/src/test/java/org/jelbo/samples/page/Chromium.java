package org.jelbo.samples.page;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A page in a headless Chromium, spoken to in the language of its developer tools. */
final class Chromium implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final WebSocket socket;
  private final Map<Integer, CompletableFuture<JsonObject>> answers = new ConcurrentHashMap<>();
  private final List<JsonObject> events = new CopyOnWriteArrayList<>();
  private int sent;
  private String session = "";

  private Chromium(Process process, String address) {
    this.process = process;
    this.socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create(address), new Ear())
            .join();
  }

  /** The browser of this machine, where it has one. */
  static Optional<Path> onPath() {
    String folders = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Arrays.stream(folders.split(File.pathSeparator))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Begins a browser with an empty page.
   *
   * @param folder empty, for what it keeps
   */
  static Chromium begun(Path program, Path folder) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            program.toString(),
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--remote-debugging-port=0",
            "--user-data-dir=" + folder,
            "about:blank");
    // Links that it makes are to end there, too.
    builder.environment().put("TMPDIR", folder.toString());
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile());
    Process process = builder.start();
    try {
      List<String> port = port(process, folder.resolve("DevToolsActivePort"));
      Chromium browser = new Chromium(process, "ws://127.0.0.1:" + port.get(0) + port.get(1));
      browser.attach();
      return browser;
    } catch (Exception e) {
      ended(process);
      throw e;
    }
  }

  private static List<String> port(Process process, Path file) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end && process.isAlive()) {
      if (Files.exists(file)) {
        List<String> lines = Files.readAllLines(file);
        if (lines.size() == 2) {
          return lines;
        }
      }
      Thread.sleep(20);
    }
    throw new IOException("the browser does not say where it listens");
  }

  private void attach() {
    JsonObject target = new JsonObject();
    target.addProperty("url", "about:blank");
    JsonObject made = send("Target.createTarget", target);
    JsonObject attached = new JsonObject();
    attached.add("targetId", made.get("targetId"));
    attached.addProperty("flatten", true);
    session = send("Target.attachToTarget", attached).get("sessionId").getAsString();
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      send(domain + ".enable", new JsonObject());
    }
  }

  /** What the browser says. */
  private final class Ear implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        JsonObject message = JsonParser.parseString(text.toString()).getAsJsonObject();
        text.setLength(0);
        if (message.has("id")) {
          Objects.requireNonNull(answers.get(message.get("id").getAsInt())).complete(message);
        } else {
          events.add(message);
        }
      }
      from.request(1);
      return CompletableFuture.completedStage(null);
    }
  }

  /** Asks for something to be done, and waits until it is. */
  JsonObject send(String method, JsonObject parameters) {
    JsonObject message = new JsonObject();
    sent++;
    message.addProperty("id", sent);
    message.addProperty("method", method);
    message.add("params", parameters);
    if (!session.isEmpty()) {
      message.addProperty("sessionId", session);
    }
    CompletableFuture<JsonObject> answer = new CompletableFuture<>();
    answers.put(sent, answer);
    socket.sendText(message.toString(), true).join();
    JsonObject answered = answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    if (answered.has("error")) {
      throw new IllegalStateException(method + ": " + answered.get("error"));
    }
    return answered.getAsJsonObject("result");
  }

  private JsonObject send(String method, String parameters) {
    return send(method, JsonParser.parseString(parameters).getAsJsonObject());
  }

  /** Opens a file and waits until it is there and drawn. */
  void open(Path page) {
    events.clear();
    JsonObject address = new JsonObject();
    address.addProperty("url", page.toUri().toString());
    send("Page.navigate", address);
    evaluate(
        "new Promise(done => { const look = () => document.readyState === 'complete'"
            + " && location.protocol === 'file:' ? requestAnimationFrame(() =>"
            + " requestAnimationFrame(() => done(true))) : setTimeout(look, 10); look(); })");
  }

  /** What an expression of JavaScript is in the page; of a promise, what it promises. */
  JsonElement evaluate(String expression) {
    JsonObject parameters = new JsonObject();
    parameters.addProperty("expression", expression);
    parameters.addProperty("returnByValue", true);
    parameters.addProperty("awaitPromise", true);
    JsonObject result = send("Runtime.evaluate", parameters);
    if (result.has("exceptionDetails")) {
      throw new IllegalStateException(result.get("exceptionDetails").toString());
    }
    return result.getAsJsonObject("result").get("value");
  }

  /** The window's size in pixels. */
  void resize(int width, int height) {
    send(
        "Emulation.setDeviceMetricsOverride",
        "{'width':" + width + ",'height':" + height + ",'deviceScaleFactor':1,'mobile':false}");
    drawn();
  }

  /** Which colours the reader wants, and whether on {@code screen} or in {@code print}. */
  void prefer(String scheme, String medium) {
    send(
        "Emulation.setEmulatedMedia",
        "{'media':'"
            + medium
            + "','features':[{'name':'prefers-color-scheme','value':'"
            + scheme
            + "'}]}");
    drawn();
  }

  /** Waits until the page has been drawn as it is. */
  void drawn() {
    evaluate(
        "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))");
  }

  /** Errors and warnings of the page so far. */
  List<String> complaints() {
    List<String> complaints = new ArrayList<>();
    for (JsonObject event : events) {
      String method = event.get("method").getAsString();
      JsonObject parameters = event.getAsJsonObject("params");
      boolean isLoud =
          method.equals("Runtime.exceptionThrown")
              || method.equals("Runtime.consoleAPICalled")
              || method.equals("Log.entryAdded");
      if (isLoud) {
        complaints.add(method + " " + parameters);
      }
    }
    return complaints;
  }

  /** What the page has asked for so far, by address. */
  List<String> requests() {
    return events.stream()
        .filter(event -> event.get("method").getAsString().equals("Network.requestWillBeSent"))
        .map(event -> event.getAsJsonObject("params").getAsJsonObject("request"))
        .map(request -> request.get("url").getAsString())
        .toList();
  }

  @Override
  public void close() {
    socket.abort();
    ended(process);
  }

  private static void ended(Process process) {
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroy);
    process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
    all.forEach(ProcessHandle::destroyForcibly);
    process.onExit().join();
  }
}
