package dev.reveille.worker.board.page;

/** A page that says one thing. */
public record NotePage(Chrome chrome, String title, String text) {}
