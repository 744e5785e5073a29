using System.Security.Cryptography;
using System.Text;
using Qinglian.Kernel.Vault;

namespace Qinglian.Kernel.Sealing;

/// <summary>One side among those who open together: all who hold the role have the same share.</summary>
public sealed record Party(string Role, IReadOnlyList<Recipient> Holders);

/// <summary>The share of one role, sealed for one of its holders.</summary>
public sealed record SealedShare(string Role, string Recipient, int Generation, byte[] Bytes);

/// <summary>Why somebody wants to have something opened that nobody opens alone.</summary>
/// <param name="Id">The dossier in which the request is decided; a release is good for this one alone.</param>
public sealed record OpeningRequest(Guid Id, string Requester, SealingPublicKey RequesterKey, string Reason)
{
    // Whoever releases a share has this reason before their eyes: with another one it opens nothing.
    internal string Binding(string role) => $"{WrapFormat.ReleaseField}/{Id:D}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Reason.Trim())))}/{role}";
}

/// <summary>A share that a holder has handed to whoever asked, for one request.</summary>
public sealed record ReleasedShare(string Role, string From, int Generation, byte[] Bytes);

/// <summary>What came of splitting: the shares and who had to be passed over; or why it could not be.</summary>
public sealed record SplitOutcome(IReadOnlyList<SealedShare> Shares, IReadOnlyList<string> WithoutKey, Words? Refused);

/// <summary>
/// The key of an envelope in the hands of several roles, of which some must come together: two of three for a reporter's identity, M of N
/// for recovery. Where it was not split, there is nothing that could be put together.
/// </summary>
public static class SplitKey
{
    /// <summary>The roles that keep identities, and how many of them open one.</summary>
    public const int IdentityRoles = 3;
    public const int IdentityNeeded = 2;

    /// <summary>Splits the newest generation. A role whose holders have no key is passed over, as long as enough others remain.</summary>
    /// <exception cref="ArgumentException">Roles repeat, or the numbers make no sense: a fault in the caller.</exception>
    public static SplitOutcome Seal(EnvelopeKeys keys, int needed, IReadOnlyList<Party> parties)
    {
        if (Problem(needed, parties) is { } problem) return new([], [], problem);

        var (shares, without) = (new List<SealedShare>(), new List<string>());
        var (generation, split) = (keys.Newest, Shares.Split(keys.KeyOf(keys.Newest), needed, parties.Count));
        foreach (var (party, share) in parties.Zip(split))
        {
            foreach (var (name, key) in party.Holders.DistinctBy(h => h.Name))
            {
                if (key is null) without.Add(name);
                else shares.Add(new(party.Role, name, generation, WrapFormat.Seal(share, key, keys.Place, FieldOf(party.Role), name, generation)));
            }

            CryptographicOperations.ZeroMemory(share);
        }

        return new(shares, without, null);
    }

    /// <summary>Why a key cannot be split among these; null where it can.</summary>
    public static Words? Problem(int needed, IReadOnlyList<Party> parties)
    {
        if (parties.Select(p => p.Role).Distinct().Count() != parties.Count) throw new ArgumentException("A role stands twice.", nameof(parties));
        var holders = parties.SelectMany(p => p.Holders.Select(h => PersonIn(h.Name)).Distinct()).ToList();
        if (holders.Count != holders.Distinct().Count())
            return new("同一人担任两个保管角色，一人就能打开，不能这样加密。", "One person holds two of the roles and could open it alone: it is not sealed that way.");
        var present = parties.Count(p => p.Holders.Any(h => h.Key is not null));
        if (present < needed)
            return new Words("打开需要 {0} 个保管角色，目前只有 {1} 个角色有人持有密钥，暂时不能加密保存。", "{0} roles are needed to open it, but only {1} have somebody with a key: it cannot be sealed yet.").With(needed, present);
        return null;
    }

    /// <summary>Whether shares are exactly those that are made for these parties; says nothing about what is inside.</summary>
    internal static bool AreFor(int needed, IReadOnlyList<Party> parties, IReadOnlyList<SealedShare> shares) =>
        Problem(needed, parties) is not null ? shares.Count == 0
            : shares.All(s => s.Generation == 1)
            && parties.SelectMany(p => p.Holders.Where(h => h.Key is not null).Select(h => (p.Role, h.Name))).Order().SequenceEqual(shares.Select(s => (s.Role, s.Recipient)).Order());

    /// <summary>Hands a holder's share to whoever asked; the reason must be there, and counts for this request only.</summary>
    /// <returns>The share for the requester, or why not.</returns>
    /// <exception cref="VaultException">The share is not this holder's, was changed or belongs elsewhere.</exception>
    public static (ReleasedShare? Share, Words? Refused) Release(SealingPlace place, SealedShare share, SealingPrivateKey holder, OpeningRequest request)
    {
        if (string.IsNullOrWhiteSpace(request.Reason)) return (null, new("请写明理由：理由会告知举报人，并记入台账。", "Please give the reason: the reporter is told it, and the ledger keeps it."));
        var opened = WrapFormat.Open(share.Bytes, holder, place, FieldOf(share.Role), share.Recipient, share.Generation);
        var released = new ReleasedShare(share.Role, share.Recipient, share.Generation, WrapFormat.Seal(opened, request.RequesterKey, place, request.Binding(share.Role), request.Requester, share.Generation));
        CryptographicOperations.ZeroMemory(opened);
        return (released, null);
    }

    /// <summary>Gives the share of a role to somebody who comes into it.</summary>
    /// <exception cref="VaultException">The share is not this holder's, was changed or belongs elsewhere.</exception>
    public static SealedShare PassOn(SealingPlace place, SealedShare share, SealingPrivateKey holder, string successor, SealingPublicKey successorKey)
    {
        var opened = WrapFormat.Open(share.Bytes, holder, place, FieldOf(share.Role), share.Recipient, share.Generation);
        var passed = share with { Recipient = successor, Bytes = WrapFormat.Seal(opened, successorKey, place, FieldOf(share.Role), successor, share.Generation) };
        CryptographicOperations.ZeroMemory(opened);
        return passed;
    }

    /// <summary>Puts released shares together; null where they are of fewer roles or people than are needed.</summary>
    /// <param name="request">The same request and reason the holders released for.</param>
    /// <exception cref="VaultException">A share was released to somebody else, for another request or another reason.</exception>
    public static EnvelopeKeys? Combine(SealingPlace place, int needed, IEnumerable<ReleasedShare> released, SealingPrivateKey requester, OpeningRequest request)
    {
        var distinct = released.DistinctBy(s => s.Role).DistinctBy(s => PersonIn(s.From)).Take(needed).ToList();
        if (distinct.Count < needed || distinct.Select(s => s.Generation).Distinct().Count() != 1) return null;
        var shares = distinct.ConvertAll(s => WrapFormat.Open(s.Bytes, requester, place, request.Binding(s.Role), request.Requester, s.Generation));
        try
        {
            if (shares.Exists(s => s.Length != 1 + EnvelopeKeys.KeyLength || s[0] == 0) || shares.DistinctBy(s => s[0]).Count() != needed) throw VaultException.WrongPlaceOrChanged();
            return EnvelopeKeys.Of(place, distinct[0].Generation, Shares.Combine(shares));
        }
        finally
        {
            foreach (var share in shares) CryptographicOperations.ZeroMemory(share);
        }
    }

    private static string FieldOf(string role) => $"{WrapFormat.ShareField}/{role}";

    // Two keys of one person are one person.
    private static string PersonIn(string name) => name.Split(':') is ["person", var person, _] ? person : name;
}
