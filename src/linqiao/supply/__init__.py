"""Supply: rounds, payments, purchase, receipt, and the share-out of what came."""
