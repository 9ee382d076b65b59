package dev.reveille.activities.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LoginClaimTest {
  @TempDir Path folder;
  private Path login;

  @BeforeEach
  void logIn() throws Exception {
    login = Files.writeString(folder.resolve("auth.json"), "{}");
  }

  @Test
  void a_login_is_of_one_turn_at_a_time_and_says_whose() throws Exception {
    try (LoginClaim first = LoginClaim.take(login, "nightly-1")) {
      assertThat(first).isNotNull();
      assertThatThrownBy(() -> LoginClaim.take(login, "nightly-2"))
          .isInstanceOf(LoginClaim.Taken.class)
          .hasMessageContaining("in use by the run nightly-1");
    }
    LoginClaim.take(login, "nightly-2").close();
  }

  @Test
  void who_asks_whether_a_login_is_free_does_not_keep_it() throws Exception {
    assertThat(LoginClaim.holder(login)).isEmpty();
    try (LoginClaim held = LoginClaim.take(login, "nightly-1")) {
      assertThat(held).isNotNull();
      assertThat(LoginClaim.holder(login))
          .hasValueSatisfying(why -> assertThat(why).contains("nightly-1", "one after another"));
    }
    assertThat(LoginClaim.holder(login)).isEmpty();
  }

  @Test
  void two_names_of_one_login_are_one_login() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link.json"), login);

    try (LoginClaim first = LoginClaim.take(login, "a")) {
      assertThat(first).isNotNull();
      assertThatThrownBy(() -> LoginClaim.take(link, "b")).isInstanceOf(LoginClaim.Taken.class);
    }
  }

  @Test
  void another_program_of_this_host_is_kept_out_until_the_holder_dies() throws Exception {
    Process holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ForeignHolder.class.getName(),
                login.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertThat(holder.getInputStream().read()).isEqualTo('!');
      assertThatThrownBy(() -> LoginClaim.take(login, "ours"))
          .isInstanceOf(LoginClaim.Taken.class)
          .hasMessageContaining("the run theirs");
    } finally {
      holder.destroyForcibly();
      assertThat(holder.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
    LoginClaim.take(login, "ours").close();
  }
}
