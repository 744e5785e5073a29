using FsCheck;
using FsCheck.Fluent;

namespace Qinglian.Tests.Unit.Ledger;

/// <summary>Numbers from the whole range: those that the library grows with the number of tests stay near zero and would try the first bits only.</summary>
internal static class Chance
{
    private static readonly Gen<int> Any = Gen.Choose(0, int.MaxValue);

    public static readonly Arbitrary<int> One = Any.ToArbitrary();

    public static readonly Arbitrary<(int A, int B, int C)> Three = (from a in Any from b in Any from c in Any select (a, b, c)).ToArbitrary();
}
