package dev.reveille.acceptance.cli;

import java.util.Map;

/** A request as a real server took it; header names in small letters. */
record TakenPost(String path, Map<String, String> headers, String body) {}
