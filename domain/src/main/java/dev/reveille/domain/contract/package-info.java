/**
 * What a job's results must be, and whether they are; read {@code Contract} and {@code
 * ContractJudge} first.
 */
@NullMarked
package dev.reveille.domain.contract;

import org.jspecify.annotations.NullMarked;
