"""The data-sharing exchange (政务数据共享): facts the departments hold."""
