// SPDX-License-Identifier: GPL-3.0-or-later
// One query over its parts: for each row a value and a bound, between which the exact score lies.
//
// Proof. Let q be the query of a part (as given, floats), x a row (as stored, halves), n their
// length. Coding splits both: x = m + s·c + e with integers |c_d| ≤ 127 and the same m for many
// rows, q = t·p + f with integers |p_d| ≤ P, where e and f are whatever is left, so
//     ⟨q, x⟩ = ⟨q, m⟩ + t·s·⟨p, c⟩ + ⟨f, s·c⟩ + ⟨q, e⟩.
// The first two terms are computed: ⟨q, m⟩ in double; ⟨p, c⟩ in int32 without rounding, since P is
// chosen so that 127·P·n < 2^31, then two multiplications in double, a relative error below 2^-51.
// By Cauchy–Schwarz the others are at most ‖f‖·‖s·c‖ + ‖q‖·‖e‖, and no assumption about the
// vectors is needed. ‖e‖ and ‖s·c‖ are stored per row (CodedRow), ‖f‖ and ‖q‖ computed once, all
// rounded up.
// The score that is promised is not ⟨q, x⟩ but the sum that halfDots computes in double: every
// product is exact there, and n additions are off by at most n·2^-53·Σ|q_d·x_d|·(1 + small)
// ≤ n·2^-52·‖q‖·(‖m‖ + ‖s·c‖ + ‖e‖); the same holds of ⟨q, m⟩. With n ≤ 2^20 and the roundings
// above,
//     |sum − ⟨q, m⟩ − t·s·⟨p, c⟩| ≤ A·‖e‖ + B·‖s·c‖ + C·‖m‖
//     with A = ‖q‖·(1 + 2^-28),  B = ‖f‖·(1 + 2^-28) + ‖q‖·2^-28,  C = ‖q‖·2^-28.
// Over several parts values and bounds add (their roundings lie within the same slack). Rounding to
// float is monotone: float(value + bound) < float(another's value − bound) proves that the first
// row's score, as float, is the smaller. A row that is not coded has its sum itself; where coded
// parts are added to it, 2^-40 of its size covers what those additions round.
#pragma once

#include "core/retrieval/exact_codes.h"
#include "core/retrieval/exact_index.h"

#include <memory>
#include <span>
#include <vector>

namespace triptych::retrieval {

// The memory of one slice of rows; one for each thread.
struct ScanSlice
{
    std::size_t first = 0; // row
    std::size_t count = 0; // rows that are meant
    bool whole = true;     // those from `first` on; else `selected`, counted from `first`
    std::vector<std::uint32_t> selected;
    std::vector<double> value; // of each row that is meant
    std::vector<double> bound;

    [[nodiscard]] std::size_t row(std::size_t i) const { return first + (whole ? i : selected[i]); }

    // The loops' own.
    std::vector<std::uint32_t> shifted;
    std::vector<double> sums;
    std::vector<std::int32_t> dots;
};

// A sum as a score: rounded to float, kept within float's range. Monotone.
float toScore(double sum);

class Scan
{
public:
    // BadArgument: what the contract of ExactIndex refuses. `codes`: of each part's block, or null.
    static Result<Scan> make(std::span<const QueryPart> parts,
                             std::span<const std::shared_ptr<const Codes>> codes);

    [[nodiscard]] std::size_t rows() const { return m_rows; }
    // True: bounds() gives the sums themselves.
    [[nodiscard]] bool isExact() const { return m_exact; }

    void bounds(ScanSlice& slice) const; // fills value and bound
    void exact(ScanSlice& slice) const;  // fills value with the sums that are promised

private:
    struct Part
    {
        VectorBlock block;
        std::shared_ptr<const Codes> codes; // null: not coded
        std::vector<double> query;
        std::vector<std::int16_t> integers; // p
        double step = 0;                    // t
        double perRest = 0;                 // A
        double perCoded = 0;                // B
        double perCentre = 0;               // C
    };
    static Part makePart(const QueryPart& part, std::shared_ptr<const Codes> codes);
    static void addSums(const Part& part, std::size_t begin, std::size_t end, double perSum,
                        ScanSlice& slice);
    static void addCoded(const Part& part, const CodeChunk& chunk, std::size_t begin,
                         std::size_t end, ScanSlice& slice);

    std::size_t m_rows = 0;
    bool m_exact = true;
    std::vector<Part> m_parts;
};

} // namespace triptych::retrieval
