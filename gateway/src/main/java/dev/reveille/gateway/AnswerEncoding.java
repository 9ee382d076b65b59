package dev.reveille.gateway;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/** Whether an answer can be read as it comes: the gateway asks for no compression. */
final class AnswerEncoding {
  private AnswerEncoding() {}

  static boolean isUnreadable(HttpFields headers) {
    return headers.getCSV(HttpHeader.CONTENT_ENCODING, false).stream()
        .anyMatch(encoding -> !encoding.equalsIgnoreCase("identity"));
  }
}
