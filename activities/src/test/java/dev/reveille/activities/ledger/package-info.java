/** The ledger's looks at a simulated server: start at {@code LedgerKeepingTest}. */
@NullMarked
package dev.reveille.activities.ledger;

import org.jspecify.annotations.NullMarked;
