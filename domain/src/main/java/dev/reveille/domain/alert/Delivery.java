package dev.reveille.domain.alert;

/** One notice on its way to one channel. */
public record Delivery(Notice notice, String channel) {}
