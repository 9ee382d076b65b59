package dev.reveille.workflows.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DevServerTest {
  @Test
  void it_answers_with_our_search_attributes_registered() {
    try (DevServer server = DevServer.start()) {
      assertThat(server.client().countWorkflows("ReveilleVerdict = 'OK'").getCount()).isZero();
    }
  }
}
