package dev.reveille.starter.files.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.starter.files.FolderReading;
import dev.reveille.starter.files.JobFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChannelsTest {
  @TempDir Path folder;

  @Test
  void a_channel_program_with_a_leading_dot_lies_beside_reveille_yaml() throws IOException {
    Files.createDirectories(folder.resolve("jobs"));
    Files.writeString(
        folder.resolve("reveille.yaml"),
        """
        alerts:
          own: {kind: command, command: [./alert.sh, a/b]}
          shell: {kind: command, command: [sh, ./alert.sh, -x]}
        """);

    FolderSettings settings = JobFolder.read(folder).settings();

    String program = folder.resolve("alert.sh").toString();
    assertThat(settings.channels().get("own"))
        .satisfies(channel -> assertThat(channel.command()).containsExactly(program, "a/b"));
    assertThat(settings.channels().get("shell"))
        .satisfies(channel -> assertThat(channel.command()).containsExactly("sh", program, "-x"));
  }

  @Test
  void every_kind_is_in_force_with_its_own_fields() throws IOException {
    FolderReading reading =
        reading(
            """
            alerts:
              a: {kind: slack, urlEnv: SLACK_URL}
              b: {kind: discord, urlEnv: HOOK, allowPrivate: true}
              c: {kind: telegram, tokenEnv: BOT, chat: "-100123"}
              d: {kind: ntfy, topic: night, url: https://ntfy.example/, tokenEnv: NTFY}
              e: {kind: webhook, url: "http://10.0.0.5/hook", secretEnv: KEY, allowPrivate: true}
              f: {kind: email, host: mail.example, from: a@desk.example, to: [b@desk.example]}
              g:
                kind: email
                host: mail.example
                port: 465
                security: tls
                from: a@desk.example
                to: [b@desk.example]
                userEnv: U
                passwordEnv: P
            """);

    assertThat(reading.problems()).isEmpty();
    assertThat(reading.settings().channels().keySet())
        .containsExactly("a", "b", "c", "d", "e", "f", "g");
    assertThat(reading.settings().channels().get("e"))
        .satisfies(
            channel -> assertThat(channel.options().get("allowPrivate")).hasToString("true"));
  }

  @Test
  void what_cannot_work_or_would_show_a_secret_is_an_error_with_its_remedy() throws IOException {
    String problems =
        reading(
                """
                alerts:
                  a: {kind: slack, url: https://hooks.slack.example/x}
                  b: {kind: webhook, url: "http://desk.example/hook"}
                  c: {kind: telegram, token: "1:abc", chat: x}
                  d: {kind: email, host: h, from: nobody, to: ["a@b.example"]}
                  e: {kind: email, host: h, from: a@b.example, to: ["a@b.example"], userEnv: U}
                  f: {kind: webhook, url: https://a.example, urlEnv: HOOK}
                  g: {kind: email, host: h, from: a@b.example, to: ["a@b.example"], security: ssl}
                """)
            .text();

    assertThat(problems)
        .contains("write urlEnv: NAME")
        .contains("alerts.b.url: http:// can be read by anybody on the way")
        .contains("write tokenEnv: NAME")
        .contains("a mail address such as oncall@example.com")
        .contains("userEnv and passwordEnv belong together")
        .contains("says the same as urlEnv")
        .contains("starttls, tls or none");
  }

  private FolderReading reading(String settings) throws IOException {
    Files.createDirectories(folder.resolve("jobs"));
    Files.writeString(folder.resolve("reveille.yaml"), settings);
    return JobFolder.read(folder);
  }
}
