package dev.reveille.starter.schedule;

import java.util.List;

/** Zones with every kind of clock change: west, east, at midnight, of half an hour, of two. */
final class Zones {
  static final List<String> ALL =
      List.of(
          "UTC",
          "America/New_York",
          "America/Los_Angeles",
          "America/St_Johns",
          "America/Santiago",
          "America/Havana",
          "America/Sao_Paulo",
          "America/Nuuk",
          "America/Scoresbysund",
          "Atlantic/Azores",
          "Europe/London",
          "Europe/Dublin",
          "Europe/Lisbon",
          "Europe/Berlin",
          "Europe/Kyiv",
          "Africa/Cairo",
          "Africa/Casablanca",
          "Asia/Beirut",
          "Asia/Jerusalem",
          "Asia/Kolkata",
          "Asia/Kathmandu",
          "Australia/Sydney",
          "Australia/Adelaide",
          "Australia/Lord_Howe",
          "Pacific/Auckland",
          "Pacific/Chatham",
          "Antarctica/Troll");

  private Zones() {}
}
