"""自助终端: large pages to touch in halls, banks, parks, shopping centres and villages. A card begins, and nothing stays behind."""
