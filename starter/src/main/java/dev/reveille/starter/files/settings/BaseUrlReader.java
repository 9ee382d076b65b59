package dev.reveille.starter.files.settings;

import dev.reveille.starter.files.field.Context;
import dev.reveille.starter.files.field.Reader;
import dev.reveille.starter.files.tree.Node;
import dev.reveille.starter.files.tree.Scalar;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads where requests go: no login, no query, no slash at the end. */
public final class BaseUrlReader implements Reader<URI> {
  private final String expected;

  /**
   * @param example such as {@code https://api.openai.com/v1}
   */
  public BaseUrlReader(String example) {
    this.expected = "an address that begins with http:// or https://, such as " + example;
  }

  @Override
  public @Nullable URI read(Node node, Context context) {
    if (!(node instanceof Scalar scalar)) {
      return context.wrong(node, expected);
    }
    try {
      URI uri = new URI(scalar.text().strip().replaceAll("/+$", ""));
      if (uri.getRawUserInfo() != null) {
        context.error(node.place(), "the address holds a login", SettingsFields.KEYS_ARE_NAMED);
        return null;
      }
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (web
          && uri.getHost() != null
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      return context.wrong(node, expected);
    }
    return context.wrong(node, expected);
  }
}
