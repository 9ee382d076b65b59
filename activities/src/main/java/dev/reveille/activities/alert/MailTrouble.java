package dev.reveille.activities.alert;

import dev.reveille.domain.Spoken;
import jakarta.mail.AuthenticationFailedException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What went wrong with a mail, in words and without what is secret. */
final class MailTrouble {
  /** A server's answer: three digits and words; 4 means later, 5 means no. */
  private static final Pattern REPLY = Pattern.compile("(?m)^([45])[0-9]{2}[ -].*");

  private static final int QUOTED = 200;

  private MailTrouble() {}

  static Undelivered of(Throwable thrown, ChannelFields fields, List<String> hidden) {
    String server = "the mail server " + fields.text("host");
    for (Throwable cause = thrown; cause != null; cause = next(cause)) {
      if (cause instanceof AuthenticationFailedException) {
        return Undelivered.forGood(
            server
                + " does not accept user and password: mend the variables that userEnv and"
                + " passwordEnv name");
      }
      if (cause instanceof UnknownHostException) {
        return Undelivered.forNow("the name of " + server + " is not known to the resolver");
      }
      if (cause instanceof SSLException) {
        return Undelivered.forNow(
            "the TLS, or the certificate, of " + server + " is not accepted here");
      }
      if (cause instanceof SocketTimeoutException) {
        return Undelivered.forNow(server + " does not answer");
      }
      if (cause instanceof ConnectException) {
        return Undelivered.forNow("nothing listens at " + server);
      }
      Matcher reply = REPLY.matcher(String.valueOf(cause.getMessage()));
      if (reply.find()) {
        String words = server + " says: " + quote(reply.group(), hidden);
        return reply.group(1).equals("5") ? Undelivered.forGood(words) : Undelivered.forNow(words);
      }
    }
    return Undelivered.forNow(
        server
            + " did not take the mail ("
            + quote(String.valueOf(last(thrown).getMessage()), hidden)
            + ")");
  }

  private static Throwable last(Throwable thrown) {
    Throwable last = thrown;
    for (Throwable cause = thrown; cause != null; cause = next(cause)) {
      last = cause;
    }
    return last;
  }

  /** Mail exceptions may hold what came before them beside a cause. */
  private static @Nullable Throwable next(Throwable thrown) {
    if (thrown instanceof jakarta.mail.MessagingException mail && mail.getNextException() != null) {
      return mail.getNextException();
    }
    return thrown.getCause();
  }

  private static String quote(String text, List<String> hidden) {
    String line = Plain.line(text);
    for (String secret : hidden) {
      line = line.replace(secret, "***");
    }
    return Spoken.cut(line, QUOTED);
  }
}
