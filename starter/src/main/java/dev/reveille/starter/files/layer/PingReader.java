package dev.reveille.starter.files.layer;

import dev.reveille.domain.job.Ping;
import dev.reveille.starter.files.field.Context;
import dev.reveille.starter.files.field.Field;
import dev.reveille.starter.files.field.Form;
import dev.reveille.starter.files.field.Reader;
import dev.reveille.starter.files.field.Readers;
import dev.reveille.starter.files.field.Shape;
import dev.reveille.starter.files.tree.Node;
import dev.reveille.starter.files.tree.Scalar;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads where an outside watcher is told that something lives. */
public final class PingReader implements Reader<Ping> {
  private static final String EXAMPLE =
      "the address of a check, such as https://hc-ping.com/your-uuid";
  private static final Field<String> URL = Field.of("url", PingReader::address);
  private static final Field<String> URL_ENV = Field.of("urlEnv", Readers.variable());
  private static final Field<Boolean> ALLOW_PRIVATE = Field.of("allowPrivate", Readers.yesNo());
  private static final Shape SHAPE = Shape.of(URL_ENV, URL, ALLOW_PRIVATE);

  @Override
  public @Nullable Ping read(Node node, Context context) {
    Form form = SHAPE.read(node, context);
    if (form == null) {
      return null;
    }
    if (form.has(URL) == form.has(URL_ENV)) {
      context.error(
          form.place(),
          form.has(URL) ? "url and urlEnv say the same" : "urlEnv is missing",
          "write urlEnv: NAME and put the check's address into .env, or url: https://…");
      return null;
    }
    String url = form.get(URL);
    boolean allowPrivate = form.get(ALLOW_PRIVATE, false);
    if (url != null && url.startsWith("http:") && !allowPrivate) {
      context
          .in("url")
          .error(
              form.placeOf(URL),
              "http:// can be read by anybody on the way",
              "write https://, or allowPrivate: true for a watcher of your own network");
      return null;
    }
    String variable = form.get(URL_ENV);
    return url == null && variable == null ? null : new Ping(url, variable, allowPrivate);
  }

  /** It may have a query: by one, Healthchecks makes a check that is not there yet. */
  private static @Nullable String address(Node node, Context context) {
    if (node instanceof Scalar scalar) {
      try {
        URI uri = new URI(scalar.text().strip());
        boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (web
            && uri.getHost() != null
            && uri.getRawUserInfo() == null
            && uri.getRawFragment() == null) {
          return uri.toString();
        }
      } catch (URISyntaxException e) {
        return context.wrong(node, EXAMPLE);
      }
    }
    return context.wrong(node, EXAMPLE);
  }
}
