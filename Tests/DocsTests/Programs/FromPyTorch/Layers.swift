import Autograd
import NN
import Optim
import Tensor

/// Models, losses, optimizers.
enum LayerLines {
  static func models(_ file: String) throws {
    var rng = RandomGenerator(seed: 42)
    let images = Tensor<Float>.uniform([4, 1, 28, 28], using: &rng)
    let embedding = Embedding(100, 8)

    // net = nn.Sequential(nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Dropout(0.2), nn.Linear(256, 10))
    let net = Sequential {
      Flatten()
      Linear(784, 256)
      ReLU()
      Dropout(0.2)
      Linear(256, 10)
    }
    // nn.LazyLinear(10)
    _ = LazyLinear(10)
    // nn.LayerNorm(8); nn.BatchNorm1d(8); nn.GELU(); nn.Identity()
    _ = LayerNorm(8)
    _ = BatchNorm1d(8)
    _ = GELU()
    _ = Identity()
    // nn.Embedding(100, 8)(torch.tensor([3, 1]))
    _ = embedding([3, 1])
    // net(images)
    _ = net(images)
    // net.train(); net.eval()
    net.train()
    net.eval()
    // net.eval(); with torch.no_grad(): net(images)
    _ = net.inference(images)
    // net[1].weight
    _ = net[1, as: Linear.self].weight
    // net.parameters(); net.named_parameters()
    _ = net.parameters()
    _ = net.namedParameters()
    // sum(p.numel() for p in net.parameters())
    _ = net.parameterCount
    // net.apply(init_weights)
    net.apply { if let layer = $0 as? Linear { Init.normal(layer.weight, std: 0.01, using: &rng) } }
    // nn.init.xavier_uniform_(net[1].weight)
    Init.xavierUniform(net[1, as: Linear.self].weight, using: &rng)
    // nn.init.kaiming_normal_(net[1].weight, nonlinearity='relu')
    Init.kaimingNormal(net[1, as: Linear.self].weight, nonlinearity: .relu, using: &rng)
    // nn.init.zeros_(net[1].bias)
    Init.zeros(net[1, as: Linear.self].bias)
    // net.state_dict()
    _ = net.stateDictionary()
    // safetensors.torch.save_model(net, file)
    try net.save(to: file)
    // safetensors.torch.load_model(net, file)
    try net.load(from: file)
    // print(net)
    print(net)
    // torchinfo.summary(net, (1, 28, 28))
    print(net.summary(input: [1, 28, 28]))
  }

  static func losses() {
    let logits = Variable(Tensor<Float>([[1, 2, 0], [0, 1, 3]])), labels: Tensor<Int32> = [1, 2]
    let prediction = Variable(Tensor<Float>([0.5, 2])), y: Tensor<Float> = [1, 1]

    // F.mse_loss(prediction, y)
    _ = mseLoss(prediction, y)
    // F.mse_loss(prediction, y, reduction='none')
    _ = mseLoss(prediction, y, reduction: .none)
    // F.l1_loss(prediction, y); F.huber_loss(prediction, y)
    _ = l1Loss(prediction, y)
    _ = huberLoss(prediction, y)
    // F.cross_entropy(logits, labels)
    _ = crossEntropy(logits, labels)
    // F.cross_entropy(logits, labels, label_smoothing=0.1)
    _ = crossEntropy(logits, labels, labelSmoothing: 0.1)
    // F.nll_loss(F.log_softmax(logits, 1), labels)
    _ = nllLoss(logSoftmax(logits, axis: 1), labels)
    // F.binary_cross_entropy_with_logits(prediction, y)
    _ = bceWithLogits(prediction, y)
    // F.binary_cross_entropy(prediction.sigmoid(), y)
    _ = binaryCrossEntropy(sigmoid(prediction), y)
    // F.kl_div(F.log_softmax(logits, 1), p, reduction='batchmean')
    _ = klDivergence(logSoftmax(logits, axis: 1), .full([2, 3], 1 / 3), reduction: .batchMean)
  }

  static func optimizers() {
    let net = Linear(3, 1), x = Tensor<Float>.ones([2, 3]), y = Tensor<Float>.ones([2, 1])

    // optimizer = torch.optim.SGD(net.parameters(), lr=0.1, momentum=0.9)
    let optimizer = SGD(net.parameters(), learningRate: 0.1, momentum: 0.9)
    // torch.optim.SGD([{'params': [w], 'weight_decay': 3}, {'params': [b]}], lr=0.003)
    _ = SGD([ParameterGroup([net.weight], weightDecay: 3), ParameterGroup([net.bias])], learningRate: 0.003)
    // torch.optim.Adam(net.parameters(), lr=1e-3)
    _ = Adam(net.parameters(), learningRate: 1e-3)
    // torch.optim.AdamW(net.parameters(), weight_decay=0.01)
    _ = AdamW(net.parameters(), weightDecay: 0.01)
    // torch.optim.RMSprop(net.parameters()); torch.optim.Adagrad(net.parameters())
    _ = RMSprop(net.parameters())
    _ = Adagrad(net.parameters())
    // loss = F.mse_loss(net(x), y)
    let loss = mseLoss(net(x), y)
    // optimizer.zero_grad()
    optimizer.zeroGrad()
    // loss.backward()
    loss.backward()
    // nn.utils.clip_grad_norm_(net.parameters(), 1.)
    GradientClipping.byNorm(net.parameters(), maxNorm: 1)
    // optimizer.step()
    optimizer.step()
    // scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 10, gamma=0.5)
    let scheduler = Scheduler(optimizer, .step(every: 10, gamma: 0.5))
    // torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, 100)
    _ = Scheduler(optimizer, .cosine(steps: 100))
    // torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer)
    _ = PlateauScheduler(optimizer)
    // scheduler.step()
    scheduler.step()
    // optimizer.state_dict()
    _ = optimizer.state
  }
}
