import Autograd
import Data
import Foundation
import NN
import Optim
import Tensor
import Train
import Viz

/// torchvision and the helpers of "Dive into Deep Learning".
enum TrainingLines {
  static func data(_ folder: URL) throws {
    var rng = RandomGenerator(seed: 42)
    let features = Tensor<Float>.ones([20, 2]), labels = Tensor<Float>.ones([20])
    let images = Tensor<Float>.ones([4, 1, 28, 28]), titles = ["a", "b", "c", "d"]

    // train = torchvision.datasets.FashionMNIST(root, train=True, download=True, transform=ToTensor())
    let train = try FashionMNIST(.train, directory: folder)
    // train[0:18]
    _ = train.batch(0..<18)
    // d2l.get_fashion_mnist_labels(y)
    _ = train.name(0)
    // torch.utils.data.TensorDataset(features, labels)
    _ = TensorDataset(features, labels)
    // torch.utils.data.Subset(train, indices)
    _ = Subset(train, [0, 2, 4])
    // for x, y in DataLoader(train, batch_size=256, shuffle=True): …
    for (x, y) in DataLoader(train, batchSize: 256, shuffle: true, using: &rng) { _ = (x, y) }
    // d2l.load_array((features, labels), 10)
    _ = DataLoader(features, labels, batchSize: 10, shuffle: true, using: &rng)
    // d2l.synthetic_data(w, b, 1000)
    _ = syntheticLinear(weight: [2, -3.4], bias: 4.2, count: 1000, noise: 0.01, using: &rng)
    // d2l.download('kaggle_house_train'); pd.read_csv(…)
    _ = { try KaggleHouse().train }
    // d2l.show_images(images, 1, 4, titles)
    _ = Figure.images(images, rows: 1, columns: 4, titles: titles)
  }

  static func training(_ folder: URL, _ file: URL) throws {
    var rng = RandomGenerator(seed: 42)
    let set = try FashionMNIST(.test, directory: folder)
    let loader = DataLoader(set, batchSize: 256, shuffle: true, using: &rng)
    let net = Sequential {
      Flatten()
      Linear(784, 10, using: &rng)
    }
    let optimizer = SGD(net.parameters(), learningRate: 0.1)
    let x = Tensor<Float>.ones([10, 2]), y = Tensor<Float>.ones([10, 1])

    // d2l.train_ch3(net, train_iter, test_iter, loss, 10, updater)
    let trainer = Trainer(net, optimizer: optimizer, loss: crossEntropy, metrics: [.accuracy], progress: .none)
    let history = try trainer.fit(loader, validation: loader, epochs: 1)
    // d2l.evaluate_accuracy(net, test_iter)
    _ = try trainer.evaluate(loader)["acc"]
    // d2l.accuracy(y_hat, y)
    _ = Metric.accuracy(net.inference(set.batch(0..<10).0), set.batch(0..<10).1)
    // d2l.Animator(xlabel='epoch', legend=['train loss', 'train acc', 'test acc'])
    _ = Figure.curves(history.curves, xLabel: "epoch")
    // metric = d2l.Accumulator(2); metric.add(1.5, 10)
    var metric = Accumulator(2)
    metric.add(1.5, 10)
    // timer = d2l.Timer(); timer.stop()
    var timer = Timer()
    timer.stop()
    // d2l.get_k_fold_data(5, i, x, y)
    _ = crossValidate(x, y, KFold(5)) { fold, train, validation in (train.count, validation.count) }
    // torch.save({'model': …, 'optimizer': …, 'epoch': …}, file)
    try trainer.fit(loader, epochs: 1, callbacks: [Checkpointing(to: file)])
    // torch.load(file), and the loop from where it was
    try trainer.fit(loader, epochs: 2, resuming: Checkpoint(file))
    // sklearn.metrics.confusion_matrix(labels, predicted)
    var matrix = ConfusionMatrix(classes: 10)
    matrix.add(predicted: [0, 1], labels: [0, 2])
  }
}
