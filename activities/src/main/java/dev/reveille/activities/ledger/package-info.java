/**
 * The ledger's looks: what was promised, what happened, who must be told; start at {@link
 * dev.reveille.activities.ledger.LedgerKeeping}.
 */
@NullMarked
package dev.reveille.activities.ledger;

import org.jspecify.annotations.NullMarked;
