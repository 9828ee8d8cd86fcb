import Autograd
import NN
import Tensor

// Answers from a saved state: what a service ships.
let net = Sequential {
  Linear(784, 256)
  ReLU()
  Linear(256, 10)
}
try net.load(from: CommandLine.arguments[1])
print(net.inference(Tensor.ones([1, 784])).argmax(axis: 1).item())
