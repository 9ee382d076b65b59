package dev.reveille.acceptance.board;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The machine's own Chromium; none is downloaded. */
public final class Chromium implements AutoCloseable {
  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  public static Chromium start() {
    Path program =
        Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst()
            .orElseThrow(
                () ->
                    new AssertionError(
                        "no Chromium on this machine: install it, such as with"
                            + " `apt-get install chromium`"));
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    return new Chromium(
        playwright,
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(program)
                    .setArgs(List.of("--no-sandbox", "--disable-gpu"))));
  }

  public Window open(ColorScheme scheme, int width, int height) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions().setColorScheme(scheme).setViewportSize(width, height));
    return new Window(context);
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }

  /** A window of its own, and what its console said. */
  public static final class Window implements AutoCloseable {
    public final List<String> console = new ArrayList<>();
    public final Page page;
    private final BrowserContext context;

    private Window(BrowserContext context) {
      this.context = context;
      this.page = context.newPage();
      page.onConsoleMessage(this::heard);
      page.onPageError(console::add);
    }

    private void heard(ConsoleMessage message) {
      if (message.type().equals("error") || message.type().equals("warning")) {
        console.add(message.text());
      }
    }

    /** Milliseconds from asking for the page to its first paint. */
    public double firstPaint() {
      Object paint =
          page.evaluate(
              "() => new Promise(done => { const look = () => { const seen ="
                  + " performance.getEntriesByName('first-contentful-paint')[0];"
                  + " seen ? done(seen.startTime) : setTimeout(look, 20); }; look(); })");
      return ((Number) paint).doubleValue();
    }

    /** What axe finds serious or worse, a line each. */
    public List<String> barriers() throws IOException {
      page.evaluate(script());
      Object found =
          page.evaluate(
              "async () => (await axe.run(document, {resultTypes: ['violations']})).violations"
                  + ".filter(each => ['serious', 'critical'].includes(each.impact))"
                  + ".map(each => each.id + ': ' + each.nodes.slice(0, 3).map(node => node.html)"
                  + ".join(' | '))");
      return ((List<?>) found).stream().map(Objects::toString).toList();
    }

    private static String script() throws IOException {
      try (InputStream text = Chromium.class.getResourceAsStream("/axe/axe.min.js")) {
        return new String(
            Optional.ofNullable(text).orElseThrow().readAllBytes(), StandardCharsets.UTF_8);
      }
    }

    @Override
    public void close() {
      context.close();
    }
  }
}
