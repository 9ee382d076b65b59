package dev.reveille.activities.alert;

import dev.reveille.domain.Spoken;
import jakarta.mail.AuthenticationFailedException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What went wrong with a mail, in words and without what is secret. */
final class MailTrouble {
  /** A server's answer: three digits and words; 4 means later, 5 means no. */
  private static final Pattern REPLY = Pattern.compile("(?m)^([45])[0-9]{2}[ -].*");

  private static final Pattern NO_STARTTLS =
      Pattern.compile("STARTTLS is required but host does not support STARTTLS");

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
      if (cause instanceof CertificateException) {
        return Undelivered.forNow(
            "the certificate of "
                + server
                + " is not trusted here: nobody known to Java vouches for it under that name;"
                + " write the name that it was made out to as host, or have the server show a"
                + " certificate of a known authority");
      }
      if (cause instanceof SSLException tls && !(innermost(tls) instanceof CertificateException)) {
        return Undelivered.forNow(
            server
                + " does not speak TLS as expected"
                + (fields.number("port", 0) == 0 ? "" : " at port " + fields.number("port", 0))
                + ": security: starttls begins in the clear (mostly port 587), security: tls does"
                + " not (mostly port 465)");
      }
      if (NO_STARTTLS.matcher(String.valueOf(cause.getMessage())).find()) {
        return Undelivered.forNow(
            server
                + " offers no STARTTLS, so nothing was sent to it: write security: tls if it"
                + " speaks TLS from the start (mostly port 465), or security: none if mail and"
                + " password may go in the clear");
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
            + quote(String.valueOf(innermost(thrown).getMessage()), hidden)
            + ")");
  }

  private static Throwable innermost(Throwable thrown) {
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
