from Net.Http import *
