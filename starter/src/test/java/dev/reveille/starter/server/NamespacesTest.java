package dev.reveille.starter.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.util.Durations;
import dev.reveille.starter.failure.NoServer;
import dev.reveille.starter.failure.NotPrepared;
import dev.reveille.starter.testing.Deadline;
import dev.reveille.workflows.Attributes;
import dev.reveille.workflows.testing.DevServer;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.api.workflowservice.v1.RegisterNamespaceRequest;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NamespacesTest {
  private static DevServer server;
  private static OperatorServiceStubs operator;

  @BeforeAll
  static void startServer() {
    server = DevServer.start();
    operator =
        OperatorServiceStubs.newServiceStubs(
            OperatorServiceStubsOptions.newBuilder()
                .setTarget(server.target())
                .validateAndBuildWithDefaults());
  }

  @AfterAll
  static void stopServer() {
    operator.shutdownNow();
    server.close();
  }

  @Test
  void what_is_missing_is_registered_once() {
    register("fresh");
    Namespaces.prepare(server.stubs(), "fresh");
    assertThat(attributes("fresh")).containsAllEntriesOf(Attributes.ALL);
    Namespaces.prepare(server.stubs(), "fresh");
    // The stubs given are still good.
    assertThat(server.client().countWorkflows("ReveilleVerdict = 'OK'").getCount()).isZero();
  }

  @Test
  void another_type_is_refused_with_the_remedy() {
    register("mistyped");
    operator
        .blockingStub()
        .addSearchAttributes(
            AddSearchAttributesRequest.newBuilder()
                .setNamespace("mistyped")
                .putSearchAttributes(
                    Attributes.VERDICT.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD_LIST)
                .build());
    assertThatThrownBy(() -> Namespaces.prepare(server.stubs(), "mistyped"))
        .isInstanceOf(NotPrepared.class)
        .hasMessageContaining("ReveilleVerdict")
        .hasMessageContaining("is a KeywordList (expected: Keyword)")
        .hasMessageContaining("temporal operator search-attribute remove");
    assertThat(attributes("mistyped")).doesNotContainKey(Attributes.OWNER.getName());
  }

  @Test
  void an_unknown_namespace_is_said() {
    assertThatThrownBy(() -> Namespaces.prepare(server.stubs(), "nowhere"))
        .isInstanceOf(NoServer.class)
        .hasMessageContaining("no namespace 'nowhere'");
  }

  private static Map<String, IndexedValueType> attributes(String namespace) {
    return operator
        .blockingStub()
        .listSearchAttributes(
            ListSearchAttributesRequest.newBuilder().setNamespace(namespace).build())
        .getCustomAttributesMap();
  }

  private static void register(String namespace) {
    server
        .stubs()
        .blockingStub()
        .registerNamespace(
            RegisterNamespaceRequest.newBuilder()
                .setNamespace(namespace)
                .setWorkflowExecutionRetentionPeriod(
                    Durations.fromMillis(Duration.ofDays(1).toMillis()))
                .build());
    Deadline.await(() -> known(namespace));
  }

  private static boolean known(String namespace) {
    try {
      attributes(namespace);
      return true;
    } catch (StatusRuntimeException e) {
      return false;
    }
  }
}
