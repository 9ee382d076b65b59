package dev.reveille.activities.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail where TLS is wanted and cannot be had: nothing goes out, and the words say what to do. */
class EmailTlsTest {
  private static final String LOGIN = ",\"userEnv\":\"USER\",\"passwordEnv\":\"PASS\"";

  @TempDir Path folder;
  private Bench bench;
  private GreenMail server;
  private int clear;
  private int tls;

  @BeforeEach
  void open() throws Exception {
    bench = new Bench(folder).secret("USER", "desk").secret("PASS", "right-pass");
    server =
        new GreenMail(
            new ServerSetup[] {
              new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
              new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS)
            });
    server.setUser("desk", "desk", "right-pass");
    server.start();
    clear = server.getSmtp().getPort();
    tls = server.getSmtps().getPort();
  }

  @AfterEach
  void close() {
    assertThat(server.getReceivedMessages()).isEmpty();
    server.stop();
    bench.close();
  }

  @Test
  void a_certificate_that_nobody_vouches_for_is_refused() {
    Undelivered trouble = trouble(",\"security\":\"tls\"" + LOGIN, tls);

    assertThat(trouble)
        .hasMessageContaining("certificate of the mail server 127.0.0.1 is not trusted here")
        .hasMessageNotContaining("right-pass");
    assertThat(trouble.forGood()).as("a certificate may be mended").isFalse();
  }

  @Test
  void a_server_that_offers_no_starttls_gets_nothing_where_it_is_required() {
    String told = "offers no STARTTLS, so nothing was sent to it: write security: tls";

    assertThat(trouble(",\"security\":\"starttls\"", clear)).hasMessageContaining(told);
    assertThat(trouble(LOGIN, clear)).as("the default with a login").hasMessageContaining(told);
  }

  @Test
  void a_server_that_speaks_in_the_clear_where_tls_is_expected_is_told_with_its_port() {
    assertThat(trouble(",\"security\":\"tls\"", clear))
        .hasMessageContaining("does not speak TLS as expected at port " + clear);
  }

  private Undelivered trouble(String more, int port) {
    Sender email = bench.sender("email", Notices.mailFields(more, port));
    return catchThrowableOfType(Undelivered.class, () -> Bench.send(email, Notices.failure()));
  }
}
