package dev.reveille.worker.board.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The hosts, and the worker that serves this page.
 *
 * @param looked how many runs the figures are from
 */
public record HostsPage(
    Chrome chrome,
    int seats,
    int agents,
    int idle,
    @Nullable String shortfall,
    List<RollCallPage.ProviderLine> providers,
    List<HostLine> hosts,
    int looked) {
  public HostsPage {
    providers = List.copyOf(providers);
    hosts = List.copyOf(hosts);
  }

  /**
   * A host.
   *
   * @param here whether it is the one that serves this page
   * @param facts what its newest boot met; empty where it did not look
   */
  public record HostLine(
      String name,
      boolean here,
      String facts,
      String boots,
      String failed,
      boolean failing,
      String median,
      String p95,
      String longest,
      String last,
      String seen) {}
}
