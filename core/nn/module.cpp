// SPDX-License-Identifier: GPL-3.0-or-later
// The module `triptych_nn`: the backend that core/nn-api/towers.h promises, over LibTorch.
#include "core/nn/parallel.h"
#include "core/nn/towers.h"
#include "core/nn/transformer.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <torch/version.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include <dlfcn.h>

namespace triptych::nn {

namespace {

LogSink g_sink = nullptr;

// LibTorch does not tell OpenBLAS, which has threads of its own.
void setBlasThreads(int threads)
{
    void* blas = dlopen("libblas.so.3", RTLD_NOW | RTLD_NOLOAD);
    for (const char* name : {"libopenblas.so.0", "libopenblas.so"}) {
        if (void* found = dlopen(name, RTLD_NOW | RTLD_NOLOAD); found != nullptr) {
            blas = found;
        }
    }
    if (blas == nullptr) {
        return;
    }
    using Set = void (*)(int);
    // POSIX makes a function of what dlsym gives.
    const auto set = reinterpret_cast<Set>(dlsym(blas, "openblas_set_num_threads"));
    if (set != nullptr) {
        set(threads);
    }
}

int cores()
{
    return std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, 64);
}

class TorchBackend final : public Backend
{
public:
    TorchBackend()
    {
        at::set_num_threads(1); // core/nn/parallel.h says why
        setBlasThreads(1);
        setWorkers(cores());
    }

    BackendInfo info() const override
    {
        BackendInfo info;
        info.version = TORCH_VERSION;
        info.cuda = at::hasCUDA();
        info.device = info.cuda ? "cuda" : "cpu";
        info.threads = workers();
        return info;
    }

    double matrixSpeed() override
    {
        try {
            const c10::InferenceMode inference;
            return measure();
        } catch (const std::exception& error) {
            if (g_sink != nullptr) {
                g_sink(LogLevel::Warning, error.what());
            }
            return 0;
        }
    }

    void setThreads(int threads) override { setWorkers(threads); }

    Result<std::unique_ptr<ImageTower>>
    imageTower(const ModelConfig& config, const WeightSource& weights, Device device) override
    {
        return guarded([&]() -> Result<std::unique_ptr<ImageTower>> {
            if (const Status there = checkDevice(device); !there) {
                return fail(there);
            }
            switch (config.kind) {
            case ModelKind::EfficientNetLite0:
                return makeEfficientNet(config, weights, device);
            case ModelKind::Clip:
            case ModelKind::Siglip:
                return makeVision(config, weights, device);
            case ModelKind::Bert:
                break;
            }
            return fail(ErrorCode::BadArgument, "BERT reads no images");
        });
    }

    Result<std::unique_ptr<TextTower>>
    textTower(const ModelConfig& config, const WeightSource& weights, Device device) override
    {
        return guarded([&]() -> Result<std::unique_ptr<TextTower>> {
            if (const Status there = checkDevice(device); !there) {
                return fail(there);
            }
            switch (config.kind) {
            case ModelKind::Bert:
                return makeBert(config, weights, device);
            case ModelKind::Clip:
            case ModelKind::Siglip:
                return makeText(config, weights, device);
            case ModelKind::EfficientNetLite0:
                break;
            }
            return fail(ErrorCode::BadArgument, "EfficientNet reads no texts");
        });
    }

private:
    static Status checkDevice(Device device)
    {
        if (device == Device::Cuda && !at::hasCUDA()) {
            return fail(ErrorCode::Unsupported, "this LibTorch has no CUDA device");
        }
        return {};
    }

    static double measure()
    {
        using Clock = std::chrono::steady_clock;
        constexpr std::int64_t kSide = 768;
        const at::Tensor a = at::ones({kSide, kSide});
        const at::Tensor b = at::ones({kSide, kSide});
        at::Tensor c = at::mm(a, b);
        double best = 1e9; // seconds of the quickest
        const auto begin = Clock::now();
        do {
            const auto start = Clock::now();
            at::mm_out(c, a, b);
            best = std::min(best, std::chrono::duration<double>(Clock::now() - start).count());
        } while (Clock::now() - begin < std::chrono::milliseconds(50));
        return 2.0 * kSide * kSide * kSide / best / 1e9;
    }
};

} // namespace

} // namespace triptych::nn

extern "C" __attribute__((visibility("default"))) triptych::nn::Backend*
triptych_nn_create(int abi, triptych::nn::LogSink sink)
{
    if (abi != triptych::nn::kAbi) {
        return nullptr;
    }
    triptych::nn::g_sink = sink;
    try {
        static triptych::nn::TorchBackend backend;
        return &backend;
    } catch (const std::exception& error) {
        if (sink != nullptr) {
            sink(triptych::LogLevel::Error, error.what());
        }
        return nullptr;
    }
}
