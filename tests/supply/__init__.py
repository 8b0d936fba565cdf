"""What comity is made of: the list of it (`sbom`) and whether an environment is that (`audit`), both without the network."""
