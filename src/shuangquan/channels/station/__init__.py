"""便民服务站: helpers of villages, banks, post offices and parks take in for citizens, on a tablet, also without a network."""
