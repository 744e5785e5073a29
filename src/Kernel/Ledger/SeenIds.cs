namespace Qinglian.Kernel.Ledger;

/// <summary>Which line numbers have been met: one bit each, some 4 MB for ten million lines.</summary>
internal sealed class SeenIds
{
    private readonly Dictionary<long, ulong> _words = [];

    /// <returns>False if it was met before.</returns>
    public bool Add(long id)
    {
        ref var word = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_words, id >> 6, out _);
        var bit = 1UL << (int)(id & 63);
        if ((word & bit) != 0)
            return false;
        word |= bit;
        return true;
    }
}
