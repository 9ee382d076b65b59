package dev.reveille.activities.alert;

import dev.reveille.domain.Spoken;
import dev.reveille.domain.alert.Notice;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.simplejavamail.api.email.Email;
import org.simplejavamail.api.email.EmailPopulatingBuilder;
import org.simplejavamail.api.mailer.config.TransportStrategy;
import org.simplejavamail.email.EmailBuilder;
import org.simplejavamail.mailer.MailerBuilder;

/**
 * By mail, over SMTP. A mail server is not held to public addresses as URLs are: it often stands in
 * the user's own network, and no other service speaks as it does.
 */
final class EmailSender implements Sender {
  private static final int TIMEOUT_MILLIS = 8_000;
  private static final int SMTPS_PORT = 465;
  private static final int SUBJECT = 180;
  private static final int ROOM = 200_000;
  private static final int FILE_NAME = 120;

  private final ChannelFields fields;

  EmailSender(ChannelFields fields) {
    this.fields = fields;
  }

  @Override
  public void send(Notice notice, List<Enclosure> files) throws Undelivered {
    String user = fields.secret("userEnv");
    String password = fields.secret("passwordEnv");
    TransportStrategy strategy = strategy(user != null);
    try {
      MailerBuilder.withSMTPServer(
              fields.text("host"),
              fields.number("port", strategy.getDefaultServerPort()),
              user,
              password)
          .withTransportStrategy(strategy)
          .withSessionTimeout(TIMEOUT_MILLIS)
          .clearEmailValidator()
          .buildMailer()
          .sendMail(mail(notice, files))
          .join();
    } catch (RuntimeException e) {
      throw MailTrouble.of(e, fields, hidden(user, password));
    }
  }

  /** A password is never sent in the clear, unless somebody writes that it may be. */
  private TransportStrategy strategy(boolean login) {
    String written = fields.optional("security");
    if (written == null) {
      if (fields.number("port", 0) == SMTPS_PORT) {
        return TransportStrategy.SMTPS;
      }
      return login ? TransportStrategy.SMTP_TLS : TransportStrategy.SMTP;
    }
    return switch (written) {
      case "tls" -> TransportStrategy.SMTPS;
      case "starttls" -> TransportStrategy.SMTP_TLS;
      default -> TransportStrategy.SMTP;
    };
  }

  private Email mail(Notice notice, List<Enclosure> files) {
    List<Enclosure> attached = new ArrayList<>();
    List<Enclosure> named = new ArrayList<>();
    files.forEach(file -> (file.isWhole() ? attached : named).add(file));
    Layout layout = Layout.of(notice, named);
    String from = fields.text("from");
    EmailPopulatingBuilder mail =
        EmailBuilder.startingBlank()
            .from(from)
            .toMultiple(fields.texts("to"))
            .withSubject(Markup.PLAIN.fit(layout.title(), SUBJECT))
            .withPlainText(layout.body(Markup.PLAIN, ROOM))
            .fixingMessageId(messageId(notice, from))
            .fixingSentDate(Date.from(notice.at()))
            .withHeader("Auto-Submitted", "auto-generated");
    for (Enclosure file : attached) {
      mail =
          mail.withAttachment(
              fileName(file),
              file.content(),
              file.text().isPresent() ? "text/plain; charset=utf-8" : "application/octet-stream");
    }
    return mail.buildEmail();
  }

  /** The same at each try, so that a mail that came twice is shown once by most readers. */
  private static String messageId(Notice notice, String from) {
    String domain = from.replaceFirst(".*@", "").replaceAll("[^A-Za-z0-9.-]", "");
    return "<" + NoticeId.of(notice.id()) + "@" + (domain.isEmpty() ? "reveille" : domain) + ">";
  }

  private static String fileName(Enclosure file) {
    String last = file.name().replaceFirst(".*[/\\\\]", "");
    return Spoken.cut(Plain.line(last).replaceAll("[\"\\\\:;<>]", "_"), FILE_NAME);
  }

  private static List<String> hidden(@Nullable String user, @Nullable String password) {
    List<String> hidden = new ArrayList<>();
    if (user != null) {
      hidden.add(user);
    }
    if (password != null) {
      hidden.add(password);
    }
    return hidden;
  }
}
