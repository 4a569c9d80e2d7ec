"""What to fetch and what came of it (hàng đợi): addresses, outcomes and when to ask again; pure rules and their rows."""
