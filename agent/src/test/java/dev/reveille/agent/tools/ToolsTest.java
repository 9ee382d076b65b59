package dev.reveille.agent.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import dev.reveille.agent.json.Json;
import dev.reveille.agent.tools.Tool.ToolFailure;
import dev.reveille.agent.tools.Tool.ToolResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolsTest {
  @TempDir Path outer;
  private Path folder = Path.of(".");
  private Workspace workspace;

  @BeforeEach
  void make() throws IOException {
    folder = Files.createDirectory(outer.resolve("work"));
    workspace = Workspace.at(folder);
    Files.writeString(outer.resolve("secret.txt"), "secret");
    Files.createSymbolicLink(folder.resolve("way-out"), outer.resolve("secret.txt"));
    Files.createSymbolicLink(folder.resolve("up"), outer);
  }

  @Test
  void nothing_outside_the_workspace_is_read_or_written() {
    for (String path : new String[] {"../secret.txt", "way-out", "up/secret.txt", "/etc/passwd"}) {
      assertThatThrownBy(() -> new ReadFile(workspace, 100).call(args("path", path)))
          .as(path)
          .isInstanceOf(ToolFailure.class)
          .hasMessageContaining("is outside the workspace");
      assertThatThrownBy(
              () -> new WriteFile(workspace).call(args("path", path).put("content", "mine")))
          .as(path)
          .isInstanceOf(ToolFailure.class);
    }
    assertThat(outer.resolve("secret.txt")).content().isEqualTo("secret");
  }

  @Test
  void a_long_file_comes_in_parts() throws Exception {
    Files.writeString(folder.resolve("long.txt"), "0123456789".repeat(3));
    ReadFile tool = new ReadFile(workspace, 20);

    assertThat(tool.call(args("path", "long.txt")).text())
        .isEqualTo("01234567890123456789\n[… 10 bytes follow; read on at offset 20]");
    assertThat(tool.call(args("path", "long.txt").put("offset", 20)).text())
        .isEqualTo("0123456789");
    assertThat(tool.call(args("path", "long.txt").put("offset", 99)).text()).isEmpty();
  }

  @Test
  void a_binary_file_a_pipe_and_a_folder_are_said_to_be_such() throws Exception {
    Files.write(folder.resolve("a.bin"), new byte[] {1, 0, 2});
    Files.createDirectory(folder.resolve("sub"));
    new ProcessBuilder("mkfifo", folder.resolve("pipe").toString()).start().waitFor();

    assertThat(new ReadFile(workspace, 100).call(args("path", "a.bin")).text())
        .isEqualTo("a.bin is binary, 3 bytes");
    assertThatThrownBy(() -> new ReadFile(workspace, 100).call(args("path", "sub")))
        .hasMessage("sub is a folder; list_files lists it");
    assertThatThrownBy(() -> new ReadFile(workspace, 100).call(args("path", "pipe")))
        .hasMessage("pipe is no file");
    assertThatThrownBy(
            () -> new WriteFile(workspace).call(args("path", "pipe").put("content", "x")))
        .hasMessage("pipe is no file");
  }

  @Test
  void a_passage_is_replaced_only_where_it_is_the_only_one() throws Exception {
    Files.writeString(folder.resolve("a.txt"), "one two one");
    EditFile tool = new EditFile(workspace);

    assertThat(tool.call(args("path", "a.txt").put("old", "two").put("new", "2")).text())
        .isEqualTo("edited a.txt");
    assertThat(folder.resolve("a.txt")).content().isEqualTo("one 2 one");
    assertThatThrownBy(() -> tool.call(args("path", "a.txt").put("old", "one").put("new", "1")))
        .hasMessageContaining("more than once");
    assertThatThrownBy(() -> tool.call(args("path", "a.txt").put("old", "").put("new", "1")))
        .hasMessageContaining("does not occur");
  }

  @Test
  void files_are_found_and_searched_without_following_links() throws Exception {
    Files.createDirectories(folder.resolve("数据/.git"));
    Files.writeString(folder.resolve("数据/a.csv"), "名,1\n行,2\n");
    Files.writeString(folder.resolve("数据/.git/b.csv"), "行");
    Files.writeString(folder.resolve("top.csv"), "x");

    assertThat(new ListFiles(workspace).call(args("glob", "**/*.csv")).text())
        .isEqualTo("top.csv  1\n数据/a.csv  12\n");
    assertThat(new SearchFiles(workspace).call(args("text", "行")).text())
        .isEqualTo("数据/a.csv:2: 行,2\n");
    assertThat(new SearchFiles(workspace).call(args("text", "secret")).text())
        .isEqualTo("nothing found");
    assertThatThrownBy(() -> new ListFiles(workspace).call(args("glob", "[")))
        .hasMessageContaining("the glob [ is wrong");
  }

  @Test
  void a_server_that_sends_too_much_is_not_read_to_its_end() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        call -> {
          call.getResponseHeaders().add("content-type", "text/plain");
          call.sendResponseHeaders(404, 0);
          try {
            byte[] piece = "flood ".repeat(1000).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 100_000; i++) {
              call.getResponseBody().write(piece);
            }
          } catch (IOException hungUp) {
            call.close();
          }
        });
    server.start();
    try {
      Fetch fetch = new Fetch(() -> Http.client(null).build(), Duration.ofSeconds(20), 12);
      ToolResult result =
          fetch.call(args("url", "http://127.0.0.1:" + server.getAddress().getPort() + "/x"));

      assertThat(result.failed()).isTrue();
      assertThat(result.text())
          .isEqualTo(
              "HTTP 404\ncontent-type: text/plain\n\nflood flood \n[… the rest was not read]");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void what_is_no_request_is_refused_in_words() {
    Fetch fetch = new Fetch(() -> Http.client(null).build(), Duration.ofSeconds(5), 100);

    assertThatThrownBy(() -> fetch.call(args("url", "file:///etc/passwd")))
        .isInstanceOf(ToolFailure.class)
        .hasMessageContaining("no request can be made of that");
    assertThatThrownBy(() -> fetch.call(args("url", "http://x").put("method", "TRACE")))
        .isInstanceOf(ToolFailure.class);
  }

  @Test
  void text_keeps_its_characters_whole_when_it_is_cut() {
    assertThat(Text.bounded("a😀".repeat(50), 31)).doesNotContain("\ud83d\n", "?");
    assertThat(Text.bounded("😀".repeat(50), 30).chars().filter(c -> c == '\ud83d').count())
        .isEqualTo(Text.bounded("😀".repeat(50), 30).chars().filter(c -> c == '\ude00').count());
    assertThat(Text.line("a\u202eb\r\n\u001b[1mc", 10)).isEqualTo("ab c");
    assertThat(Text.clean("\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\ \u009b31mred"))
        .isEqualTo("link red");
  }

  private static ObjectNode args(String name, String value) {
    return Json.object().put(name, value);
  }
}
