package dev.reveille.domain.alert;

import java.util.List;

/** A notice and the channels that are to bring it. */
record Addressed(Notice notice, List<String> channels) {
  Addressed {
    channels = List.copyOf(channels);
  }
}
