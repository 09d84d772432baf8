// SPDX-License-Identifier: GPL-3.0-or-later
// The inner loops of the exact search, compiled for every instruction set that Highway knows and
// chosen at run time. Same bits from every one of them: integers are exact, and doubles are summed
// in one order that is written down below.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace triptych::retrieval {

// Rows of one scan: `count` rows from `base` on, or those that `selected` names.
struct RowChoice
{
    std::size_t count = 0;
    const std::uint32_t* selected = nullptr; // null: 0 … count-1
};

// Query values as doubles, padded with zeros to a multiple of 8.
std::vector<double> paddedQuery(std::span<const float> query);

// out[i] = Σ_d row(i)[d]·query[d] over f16 rows. Each product is exact in double (11 + 24 bits);
// term d is added to the partial sum d mod 8 in rising d, and these are added as
// ((0+1)+(2+3))+((4+5)+(6+7)). Rows of finite values only.
void halfDots(const std::uint16_t* base, std::size_t stride, std::size_t dimension, RowChoice rows,
              const double* query, double* out);

// Bytes of a coded row: the dimension, padded to a multiple of 64 with zeros.
constexpr std::size_t codedBytes(std::size_t dimension)
{
    return (dimension + 63) / 64 * 64;
}

// out[i] = Σ_d row(i)[d]·query[d] over coded rows of `bytes` each; `query` as long, padded with
// zeros. The caller sees to it that no sum leaves int32.
void codeDots(const std::int8_t* base, std::size_t bytes, RowChoice rows, const std::int16_t* query,
              std::int32_t* out);

// A row as centre + scale·code + rest. `rest` and `coded` are upper bounds of
// ‖row − centre − scale·code‖ and ‖scale·code‖; a row with a value that is not finite has code 0
// and rest = infinity.
struct CodedRow
{
    float scale = 0.0F;
    float rest = 0.0F;
    float coded = 0.0F;
};
// `centre`: multiples of 2^-24 within ±65504, padded with zeros to a multiple of 8.
CodedRow encodeRow(const std::uint16_t* row, std::size_t dimension, const double* centre,
                   std::int8_t* codes);

} // namespace triptych::retrieval
