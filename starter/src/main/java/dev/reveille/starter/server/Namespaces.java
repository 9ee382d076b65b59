package dev.reveille.starter.server;

import dev.reveille.starter.failure.NoServer;
import dev.reveille.starter.failure.NotPrepared;
import dev.reveille.workflows.Attributes;
import io.grpc.Status;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Makes a namespace ready for our runs and schedules: registers their search attributes. */
public final class Namespaces {
  private Namespaces() {}

  /**
   * Registers what is missing; one call to the server when nothing is. Blocks. Connects once more,
   * with the options and credentials of these stubs.
   *
   * @throws NotPrepared if an attribute is there with another type, or this connection may not add
   *     it; names the command that an administrator can run
   * @throws NoServer if none answers, or it has no such namespace
   */
  public static void prepare(WorkflowServiceStubs stubs, String namespace) {
    OperatorServiceStubs operator =
        OperatorServiceStubs.newServiceStubs(
            OperatorServiceStubsOptions.newBuilder(stubs.getOptions())
                .validateAndBuildWithDefaults());
    try {
      ServerErrors.reach(namespace, () -> prepare(operator, namespace));
    } finally {
      operator.shutdown();
      operator.awaitTermination(1, TimeUnit.SECONDS);
    }
  }

  private static boolean prepare(OperatorServiceStubs operator, String namespace) {
    Map<String, IndexedValueType> missing = new TreeMap<>(Attributes.ALL);
    try {
      Map<String, IndexedValueType> there =
          operator
              .blockingStub()
              .listSearchAttributes(
                  ListSearchAttributesRequest.newBuilder().setNamespace(namespace).build())
              .getCustomAttributesMap();
      Attributes.ALL.forEach((name, type) -> compare(namespace, name, type, there));
      missing.keySet().removeAll(there.keySet());
      if (missing.isEmpty()) {
        return false;
      }
      operator
          .blockingStub()
          .addSearchAttributes(
              AddSearchAttributesRequest.newBuilder()
                  .setNamespace(namespace)
                  .putAllSearchAttributes(missing)
                  .build());
      return true;
    } catch (RuntimeException e) {
      Status.Code code = ServerErrors.code(e);
      if (code == Status.Code.PERMISSION_DENIED
          || code == Status.Code.UNAUTHENTICATED
          || code == Status.Code.UNIMPLEMENTED) {
        throw new NotPrepared(
            "this connection may not see or add search attributes in namespace '"
                + namespace
                + "' ("
                + ServerErrors.description(e)
                + "); ask its administrator to run: "
                + command(namespace, missing),
            e);
      }
      throw e;
    }
  }

  private static void compare(
      String namespace,
      String name,
      IndexedValueType expected,
      Map<String, IndexedValueType> there) {
    IndexedValueType found = there.getOrDefault(name, expected);
    if (found != expected) {
      throw new NotPrepared(
          "search attribute "
              + name
              + " of namespace '"
              + namespace
              + "' is a "
              + word(found)
              + " (expected: "
              + word(expected)
              + "); the server cannot change a type: remove it with `temporal operator"
              + " search-attribute remove --namespace "
              + namespace
              + " --name "
              + name
              + "`, or use another namespace",
          null);
    }
  }

  private static String command(String namespace, Map<String, IndexedValueType> missing) {
    return missing.entrySet().stream()
        .map(attribute -> " --name " + attribute.getKey() + " --type " + word(attribute.getValue()))
        .collect(
            Collectors.joining(
                "", "temporal operator search-attribute create --namespace " + namespace, ""));
  }

  /** {@code INDEXED_VALUE_TYPE_KEYWORD_LIST} is KeywordList. */
  private static String word(IndexedValueType type) {
    String name = type.name().substring("INDEXED_VALUE_TYPE_".length());
    StringBuilder word = new StringBuilder();
    for (String part : name.split("_")) {
      word.append(part.charAt(0)).append(part.substring(1).toLowerCase(Locale.ROOT));
    }
    return word.toString();
  }
}
