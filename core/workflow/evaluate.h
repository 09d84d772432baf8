// SPDX-License-Identifier: GPL-3.0-or-later
// Metrics of METHOD §5 over a project's triplets; image-only and text-only rows always beside.
#pragma once

#include "core/workflow/query.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace triptych::workflow {

struct EvaluateRequest
{
    std::string encoder;
    ComputeDevice device = ComputeDevice::Cpu;
    std::string method = "aligned";
    std::string model;
    std::string split; // "train" "validation" "test" "all"; "" = test when a split was drawn
    std::string where; // "" = accepted or edited
    std::string protocol = "plain";   // cirr fashioniq circo plain
    std::filesystem::path ranks;      // JSON Lines, a query each; "" = none
    std::filesystem::path submission; // what the benchmark's server takes; "" = none
    std::uint64_t seed = 0;           // of the bootstrap
};

struct MetricRow
{
    std::string method;
    std::map<int, double> recall;                            // K -> 0 … 1
    std::map<int, double> recallSubset;                      // CIRR
    std::map<int, double> map;                               // CIRCO
    std::map<int, std::pair<double, double>> interval95;     // of recall
    std::map<std::string, std::map<int, double>> categories; // FashionIQ: recall a category
};

struct EvaluateReport
{
    MetricRow row;
    std::vector<MetricRow> beside; // image, text (without the method itself)
    std::string encoder;
    std::string fallback;
    std::string protocol;
    std::string split;
    std::int64_t queries = 0;
    std::int64_t gallery = 0;
    std::int64_t skipped = 0; // triplets whose images are not encoded
    std::vector<std::string> notes;
};

Result<EvaluateReport> evaluate(Project& project, const ModelStore& models,
                                const EvaluateRequest& request, const JobContext& job);

} // namespace triptych::workflow
