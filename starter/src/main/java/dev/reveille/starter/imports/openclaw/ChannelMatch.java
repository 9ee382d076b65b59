package dev.reveille.starter.imports.openclaw;

import dev.reveille.domain.Json;
import dev.reveille.domain.settings.Channel;
import dev.reveille.starter.files.job.Identity;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which channel of {@code reveille.yaml} is the one that OpenClaw means. */
final class ChannelMatch {
  private static final Set<String> HOOKS = Set.of("slack", "discord");
  private final Target target;

  ChannelMatch(Target target) {
    this.target = target;
  }

  /**
   * What was found.
   *
   * @param name empty where no channel fits
   * @param wanted the name that one should have
   * @param proposal whether the lines for reveille.yaml can be said
   */
  record Found(String name, String wanted, boolean proposal, String remedy) {}

  /** A target in a message; of an address of the web only its host, since the rest may be a key. */
  static String shown(String channel, String to) {
    return channel.equals("webhook")
        ? to.replaceFirst("^(https?://[^/?#]*@?)([^/?#]*).*$", "$1…")
        : to;
  }

  Found find(String channel, Optional<String> to) {
    if (channel.equals("last")) {
      return new Found(
          "",
          "",
          false,
          "OpenClaw sends it to the chat last used, which only OpenClaw knows; declare a channel"
              + " under alerts in reveille.yaml and write {field}: [channel]");
    }
    Map<String, Channel> declared = target.ground().settings().settings().channels();
    String chat = to.orElse("").replaceFirst(":topic:.*$", "");
    String slug = Identity.slug(chat).map(text -> "-" + text).orElse("");
    boolean web = channel.equals("webhook");
    String own = web ? "-" + Json.digest(to.orElse("")).substring(7, 13) : slug;
    String wanted = cut(channel.replaceAll("[^A-Za-z0-9_.-]", "-") + own);
    for (Channel known : declared.values()) {
      boolean sameChat =
          known.kind().equals(channel)
              && known.options().containsKey("chat")
              && known.options().get("chat").asText().equals(chat);
      if (sameChat) {
        return new Found(known.name(), wanted, false, "");
      }
    }
    for (String name : new String[] {wanted, channel}) {
      if (declared.containsKey(name)) {
        return new Found(name, wanted, false, "");
      }
    }
    return missing(channel, to, chat, wanted);
  }

  private Found missing(String channel, Optional<String> to, String chat, String wanted) {
    String entry = entry(channel, to, chat, wanted);
    if (entry.isEmpty()) {
      return new Found(
          "",
          wanted,
          true,
          "there is no channel of kind "
              + channel
              + " here: declare one of kind command or webhook called "
              + wanted
              + " under alerts in reveille.yaml, and import again");
    }
    target.missing().channel(wanted, wanted + ": " + entry);
    return new Found(
        "",
        wanted,
        true,
        "no channel "
            + wanted
            + " is declared: add it to alerts in reveille.yaml, and import again");
  }

  private static String entry(String channel, Optional<String> to, String chat, String wanted) {
    if (channel.equals("telegram") && chat.matches("[-@A-Za-z0-9_]{1,100}")) {
      return "{kind: telegram, tokenEnv: TELEGRAM_BOT_TOKEN, chat: \"" + chat + "\"}";
    }
    if (HOOKS.contains(channel)) {
      return "{kind: " + channel + ", urlEnv: " + variable(wanted) + "}";
    }
    if (channel.equals("webhook")) {
      boolean plain = to.orElse("").startsWith("http://");
      return "{kind: webhook, urlEnv: "
          + variable(wanted)
          + (plain ? ", allowPrivate: true}" : "}");
    }
    return "";
  }

  private static String variable(String channel) {
    return channel.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_") + "_URL";
  }

  private static String cut(String name) {
    return name.substring(0, Math.min(60, name.length()));
  }
}
