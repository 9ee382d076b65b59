package dev.reveille.runlog;

import dev.reveille.domain.boothealth.BootSample.How;
import dev.reveille.runlog.BootReader.Series;
import java.util.Optional;

/** How a series of boots is called where jobs are called by their ids; never a job's id. */
public final class BootSeriesName {
  private static final String START = "boot/";
  private static final String ATTACH = "attach/";

  private BootSeriesName() {}

  /** By which alerts know it. */
  public static String id(Series series) {
    return (series.how() == How.ATTACH ? ATTACH : START)
        + series.agent()
        + "/"
        + series.target()
        + "/"
        + series.host();
  }

  /** For people. */
  public static String words(Series series) {
    return (series.how() == How.ATTACH ? "Boot (attach) of " : "Boot of ")
        + series.agent()
        + " for "
        + series.target()
        + " on "
        + series.host();
  }

  /** The series that an id means, of whichever owner; empty for the id of a job. */
  public static Optional<BootReader.Query> query(String id) {
    boolean attach = id.startsWith(ATTACH);
    if (!attach && !id.startsWith(START)) {
      return Optional.empty();
    }
    String rest = id.substring(attach ? ATTACH.length() : START.length());
    int agentEnds = rest.indexOf('/');
    int hostBegins = rest.lastIndexOf('/');
    return agentEnds < 0 || hostBegins <= agentEnds
        ? Optional.empty()
        : Optional.of(
            new BootReader.Query(
                null,
                rest.substring(0, agentEnds),
                rest.substring(agentEnds + 1, hostBegins),
                rest.substring(hostBegins + 1),
                attach ? How.ATTACH : How.START,
                null,
                null,
                1));
  }
}
