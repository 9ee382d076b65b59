package dev.reveille.starter.files.settings;

import dev.reveille.starter.files.field.Context;
import dev.reveille.starter.files.field.Reader;
import dev.reveille.starter.files.tree.Node;
import dev.reveille.starter.files.tree.Scalar;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads where a provider's requests go. */
final class BaseUrlReader implements Reader<URI> {
  private static final String EXPECTED =
      "an address that begins with http:// or https://, such as https://api.openai.com/v1";

  @Override
  public @Nullable URI read(Node node, Context context) {
    if (!(node instanceof Scalar scalar)) {
      return context.wrong(node, EXPECTED);
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
      return context.wrong(node, EXPECTED);
    }
    return context.wrong(node, EXPECTED);
  }
}
