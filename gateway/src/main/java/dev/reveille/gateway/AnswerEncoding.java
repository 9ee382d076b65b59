package dev.reveille.gateway;

import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/** How an answer is written: the gateway asks for no compression, and gets it from some. */
enum AnswerEncoding {
  PLAIN,
  GZIP,
  OTHER;

  static AnswerEncoding of(HttpFields headers) {
    List<String> encodings = headers.getCSV(HttpHeader.CONTENT_ENCODING, false);
    if (encodings.stream().allMatch(encoding -> encoding.equalsIgnoreCase("identity"))) {
      return PLAIN;
    }
    String only = encodings.size() == 1 ? encodings.get(0) : "";
    return only.equalsIgnoreCase("gzip") || only.equalsIgnoreCase("x-gzip") ? GZIP : OTHER;
  }
}
