package dev.reveille.cli.session;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The options that every command takes; null where one was not given. */
public record Flags(
    @Nullable Path dir,
    @Nullable String address,
    @Nullable String namespace,
    @Nullable Path data,
    boolean json,
    boolean verbose) {}
