package dev.reveille.activities.alert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail to a real SMTP server. */
class EmailSenderTest {
  @TempDir Path folder;
  private Bench bench;
  private GreenMail server;

  @BeforeEach
  void open() throws Exception {
    bench = new Bench(folder);
    server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
  }

  @AfterEach
  void close() {
    server.stop();
    bench.close();
  }

  @Test
  void a_mail_arrives_with_its_text_and_the_same_id_at_each_try() throws Exception {
    Sender email = bench.sender("email", fields(""));

    Bench.send(email, Notices.saying("计划: late", "数据 missing.\n.\nQUIT"));
    Bench.send(email, Notices.saying("计划: late", "数据 missing.\n.\nQUIT"));

    MimeMessage[] mails = server.getReceivedMessages();
    assertThat(mails).hasSize(4); // two tries, two people
    MimeMessage mail = mails[0];
    assertThat(mail.getSubject()).isEqualTo("🔴 计划: late");
    assertThat(mail.getContent().toString().replace("\r\n", "\n"))
        .startsWith("数据 missing.\n.\nQUIT\n\nSee which stage hung.");
    assertThat(mail.getFrom()[0]).hasToString("reveille@desk.example");
    assertThat(mail.getSentDate()).isEqualTo(Notices.NIGHT.plusSeconds(61));
    assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(mail.getMessageID()).endsWith("@desk.example>").isEqualTo(mails[3].getMessageID());
  }

  @Test
  void what_would_be_a_header_stays_in_the_subject() throws Exception {
    Sender email = bench.sender("email", fields(""));

    Bench.send(email, Notices.saying("late\r\nBcc: evil@example.com\n\nbody", "x"));

    MimeMessage mail = server.getReceivedMessages()[0];
    assertThat(mail.getSubject()).isEqualTo("🔴 late Bcc: evil@example.com body");
    assertThat(mail.getHeader("Bcc")).isNull();
    assertThat(server.getReceivedMessages()).hasSize(2);
  }

  @Test
  void files_are_attached() throws Exception {
    Sender email = bench.sender("email", fields(""));

    email.send(
        Notices.failure(),
        List.of(
            new Enclosure("out/plan.md", 8, "# 计划".getBytes(UTF_8)),
            new Enclosure("out/huge.csv", 90_000_000, new byte[0])));

    Multipart parts = (Multipart) server.getReceivedMessages()[0].getContent();
    assertThat(parts.getBodyPart(parts.getCount() - 1).getFileName()).isEqualTo("plan.md");
    assertThat(parts.getBodyPart(parts.getCount() - 1).getInputStream().readAllBytes())
        .isEqualTo("# 计划".getBytes(UTF_8));
  }

  @Test
  void a_login_is_used_and_a_wrong_one_is_told_without_its_words() throws Exception {
    server.setUser("desk", "desk", "right-pass");
    bench.secret("USER", "desk").secret("PASS", "right-pass");
    String login = ",\"userEnv\":\"USER\",\"passwordEnv\":\"PASS\",\"security\":\"none\"";
    Sender email = bench.sender("email", fields(login));
    Bench.send(email, Notices.failure());
    assertThat(server.getReceivedMessages()).hasSize(2);

    bench.secret("PASS", "wrong-pass");
    Undelivered trouble = trouble(email);

    assertThat(trouble.forGood()).isTrue();
    assertThat(trouble)
        .hasMessageContaining("does not accept user and password")
        .hasMessageNotContaining("wrong-pass")
        .hasNoCause();
  }

  @Test
  void a_server_that_is_down_or_refuses_is_told_in_words() throws Exception {
    Sender email = bench.sender("email", fields(""));
    server.stop();
    assertThat(trouble(email)).hasMessage("nothing listens at the mail server 127.0.0.1");
    try (ServerSocket refusing = refusing("554 go away")) {
      Undelivered trouble =
          trouble(bench.sender("email", Notices.mailFields("", refusing.getLocalPort())));
      assertThat(trouble).hasMessageContaining("554 go away");
      assertThat(trouble.forGood()).isFalse();
    }
  }

  private static ServerSocket refusing(String greeting) throws IOException {
    ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread thread =
        new Thread(
            () -> {
              try {
                while (true) {
                  try (var taken = socket.accept()) {
                    taken.getOutputStream().write((greeting + "\r\n").getBytes(UTF_8));
                  }
                }
              } catch (IOException closed) {
                return;
              }
            });
    thread.setDaemon(true);
    thread.start();
    return socket;
  }

  private String fields(String more) {
    return Notices.mailFields(more, server.getSmtp().getPort());
  }

  private static Undelivered trouble(Sender sender) {
    return catchThrowableOfType(Undelivered.class, () -> Bench.send(sender, Notices.failure()));
  }
}
