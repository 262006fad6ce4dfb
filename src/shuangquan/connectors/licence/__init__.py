"""The electronic business licence (电子营业执照): a company signs in by the licence that its representative holds in an app."""
