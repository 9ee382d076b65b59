package dev.reveille.starter.files.layer;

import dev.reveille.domain.job.EnvValue;
import dev.reveille.domain.job.Isolation;
import dev.reveille.domain.job.Keep;
import dev.reveille.domain.job.Network;
import dev.reveille.domain.job.Permissions;
import dev.reveille.starter.files.field.Context;
import dev.reveille.starter.files.field.Field;
import dev.reveille.starter.files.field.Form;
import dev.reveille.starter.files.field.Reader;
import dev.reveille.starter.files.field.Readers;
import dev.reveille.starter.files.field.Shape;
import dev.reveille.starter.files.tree.Node;
import dev.reveille.starter.files.tree.Scalar;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The fields that may stand in defaults, profile or job; the nearest wins, lists add. */
public final class LayerFields {
  public static final Duration SHORTEST = Duration.ofMillis(1);
  public static final Duration LONGEST_RUN = Duration.ofDays(7);

  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(\\*\\.)?[A-Za-z0-9]([A-Za-z0-9.-]{0,252})?:([1-9][0-9]{0,4})");

  public static final Field<Long> MAX_ATTEMPTS = Field.of("maxAttempts", Readers.whole(1, 100));
  public static final Field<Duration> INITIAL_INTERVAL =
      Field.of("initialInterval", Readers.duration(SHORTEST, Duration.ofDays(1)));
  public static final Field<Double> BACKOFF = Field.of("backoff", Readers.decimal(1, 100));
  public static final Field<Duration> MAX_INTERVAL =
      Field.of("maxInterval", Readers.duration(SHORTEST, Duration.ofDays(1)));
  public static final Shape RETRY_SHAPE =
      Shape.of(MAX_ATTEMPTS, INITIAL_INTERVAL, BACKOFF, MAX_INTERVAL);
  public static final Field<Form> RETRY = Field.of("retry", RETRY_SHAPE);

  public static final Field<Duration> TIMEOUT =
      Field.of("timeout", Readers.duration(SHORTEST, LONGEST_RUN));
  public static final Field<Double> WARN_AT = Field.of("warnAt", Readers.percent());
  public static final Field<Duration> MAX_QUEUE =
      Field.of("maxQueue", Readers.duration(SHORTEST, LONGEST_RUN));
  public static final Field<Form> BOOT =
      Field.of("boot", Shape.of(TIMEOUT, WARN_AT, MAX_QUEUE, RETRY));
  public static final Field<Form> EXECUTE = Field.of("execute", Shape.of(TIMEOUT, RETRY));

  public static final Field<Isolation.Kind> ISOLATION_KIND =
      Field.of("kind", Readers.choice(Isolation.Kind.class));
  public static final Field<List<String>> READ =
      Field.of("read", Readers.listOf(Readers.line(1000)));
  public static final Field<List<String>> WRITE =
      Field.of("write", Readers.listOf(Readers.line(1000)));
  public static final Field<Form> ISOLATION =
      Field.of(
          "isolation",
          orKindAlone(
              Shape.of(
                  ISOLATION_KIND,
                  READ,
                  WRITE,
                  Field.notCarried("postToMainPrefix", "a run reports by alerts and deliver")),
              ISOLATION_KIND));

  public static final Field<Network.Kind> NETWORK_KIND = Field.of("kind", LayerFields::networkKind);
  public static final Field<List<String>> ALLOW =
      Field.of("allow", Readers.someOf(LayerFields::hostAndPort));
  public static final Field<Form> NETWORK =
      Field.of("network", withAllow(orKindAlone(Shape.of(ALLOW), NETWORK_KIND)));

  public static final Field<Map<String, EnvValue>> ENV = Field.of("env", new EnvReader());
  public static final Field<String> WORKSPACE = Field.of("workspace", Readers.line(1000));
  public static final Field<Permissions> PERMISSIONS =
      Field.of("permissions", Readers.choice(Permissions.class));
  public static final Field<Form> ALERTS = Field.of("alerts", AlertFields.reader());
  public static final Field<Keep> KEEP = Field.of("keep", Readers.choice(Keep.class));

  public static final Shape SHAPE =
      Shape.of(ISOLATION, NETWORK, ENV, WORKSPACE, BOOT, EXECUTE, PERMISSIONS, ALERTS, KEEP);

  private LayerFields() {}

  /** A mapping whose kind, where it says nothing else, may be written alone. */
  private static <E> Reader<Form> orKindAlone(Shape shape, Field<E> kind) {
    return (node, context) -> {
      if (!(node instanceof Scalar)) {
        return shape.read(node, context);
      }
      Form form = new Form(node.place(), context.path());
      Reader<E> reader = kind.reader();
      form.put(
          kind,
          new Form.Written(context.read(reader, node), node.place(), node.place(), kind.name()));
      return form;
    };
  }

  /** An allow-list is a kind too, so that the nearest kind wins. */
  private static Reader<Form> withAllow(Reader<Form> reader) {
    return (node, context) -> {
      Form form = reader.read(node, context);
      Form.Written allow = form == null ? null : form.written(ALLOW);
      if (form != null && allow != null) {
        form.put(
            NETWORK_KIND,
            new Form.Written(Network.Kind.ALLOW, allow.keyPlace(), allow.place(), "kind"));
      }
      return form;
    };
  }

  private static Network.@Nullable Kind networkKind(Node node, Context context) {
    if (node instanceof Scalar scalar && scalar.text().equals("gateway")) {
      return Network.Kind.GATEWAY;
    }
    if (node instanceof Scalar scalar && scalar.text().equals("host")) {
      return Network.Kind.HOST;
    }
    return context.wrong(node, "gateway, host or {allow: [\"api.github.com:443\"]}");
  }

  private static @Nullable String hostAndPort(Node node, Context context) {
    if (node instanceof Scalar scalar
        && HOST_AND_PORT.matcher(scalar.text()).matches()
        && Integer.parseInt(scalar.text().substring(scalar.text().lastIndexOf(':') + 1)) < 65536) {
      return scalar.text();
    }
    return context.wrong(node, "a host and a port, such as \"api.github.com:443\"");
  }
}
