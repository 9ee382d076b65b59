/** Model providers in their dialects, by LangChain4j; read {@code Models} first. */
@NullMarked
package dev.reveille.agent.model;

import org.jspecify.annotations.NullMarked;
