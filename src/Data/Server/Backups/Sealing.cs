using System.Buffers.Binary;
using System.Security.Cryptography;
using Qinglian.Kernel;

namespace Qinglian.Data.Server.Backups;

/// <summary>
/// The form of an encrypted backup: a header, then pieces of 64 KiB, each sealed by AES-256-GCM under a nonce that holds its number
/// and whether it is the last. So no piece can be changed, left out, moved or cut off at the end without being noticed.
/// </summary>
internal static class Sealing
{
    public const int Piece = 64 * 1024, Tag = 16, Header = 8 + 4 + 16 + 7;
    public const int Rounds = 600_000;

    public static ReadOnlySpan<byte> Mark => "QLBACKUP"u8;

    public static byte[] NewHeader()
    {
        var header = new byte[Header];
        Mark.CopyTo(header);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(8), Rounds);
        RandomNumberGenerator.Fill(header.AsSpan(12));
        return header;
    }

    public static AesGcm Open(byte[] header, Passphrase passphrase)
    {
        var rounds = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(8));
        // A forged header must not keep the machine busy for hours.
        if (rounds is < 100_000 or > 20_000_000)
            throw Damaged();
        var key = passphrase.Key(header.AsSpan(12, 16), rounds);
        try
        {
            return new AesGcm(key, Tag);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    public static void Nonce(Span<byte> nonce, byte[] header, uint number, bool last)
    {
        header.AsSpan(28, 7).CopyTo(nonce);
        BinaryPrimitives.WriteUInt32BigEndian(nonce[7..], number);
        nonce[11] = last ? (byte)1 : (byte)0;
    }

    public static ServerFaultException Damaged(Exception? inner = null) => new(new(
        "备份文件已损坏，或口令不对。没有恢复任何内容。",
        "The backup file is damaged, or the passphrase is wrong. Nothing was restored."), inner);
}

/// <summary>Seals what is written to it; the last piece is written when it is disposed.</summary>
internal sealed class SealingStream : OneWayStream
{
    private readonly Stream _target;
    private readonly byte[] _header = Sealing.NewHeader();
    private readonly AesGcm _cipher;
    private readonly byte[] _plain = new byte[Sealing.Piece];
    private readonly byte[] _sealed = new byte[Sealing.Piece + Sealing.Tag];
    private int _filled;
    private uint _number;
    private bool _closed;

    public SealingStream(Stream target, Passphrase passphrase)
    {
        _target = target;
        _cipher = Sealing.Open(_header, passphrase);
        target.Write(_header);
    }

    public override bool CanWrite => true;

    public override void Write(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            // A full piece is held back until more follows: only then is it known not to be the last.
            if (_filled == Sealing.Piece)
                WritePiece(last: false);
            var part = Math.Min(bytes.Length, Sealing.Piece - _filled);
            bytes[..part].CopyTo(_plain.AsSpan(_filled));
            _filled += part;
            bytes = bytes[part..];
        }
    }

    private void WritePiece(bool last)
    {
        Span<byte> nonce = stackalloc byte[12];
        Sealing.Nonce(nonce, _header, _number++, last);
        _cipher.Encrypt(nonce, _plain.AsSpan(0, _filled), _sealed.AsSpan(0, _filled), _sealed.AsSpan(_filled, Sealing.Tag), _header);
        _target.Write(_sealed, 0, _filled + Sealing.Tag);
        _filled = 0;
    }

    public override void Flush() => _target.Flush();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_closed)
        {
            _closed = true;
            WritePiece(last: true);
            _cipher.Dispose();
            _target.Dispose();
        }
        base.Dispose(disposing);
    }
}

/// <summary>Opens what was sealed; a missing end is as wrong as a changed byte.</summary>
internal sealed class UnsealingStream : OneWayStream
{
    private readonly Stream _source;
    private readonly byte[] _header;
    private readonly AesGcm _cipher;
    private readonly byte[] _plain = new byte[Sealing.Piece];
    private readonly byte[] _sealed = new byte[Sealing.Piece + Sealing.Tag + 1];
    private int _held, _position, _length;
    private uint _number;
    private bool _last;

    public UnsealingStream(Stream source, byte[] header, Passphrase passphrase)
    {
        _source = source;
        _header = header;
        _cipher = Sealing.Open(header, passphrase);
    }

    public override bool CanRead => true;

    public override int Read(Span<byte> bytes)
    {
        while (_position == _length && !_last)
            ReadPiece();
        var part = Math.Min(bytes.Length, _length - _position);
        _plain.AsSpan(_position, part).CopyTo(bytes);
        _position += part;
        return part;
    }

    private void ReadPiece()
    {
        // One byte more than a piece tells whether another follows.
        _held += _source.ReadAtLeast(_sealed.AsSpan(_held), _sealed.Length - _held, throwOnEndOfStream: false);
        _last = _held < _sealed.Length;
        _length = Math.Min(_held, Sealing.Piece + Sealing.Tag) - Sealing.Tag;
        _position = 0;
        if (_length < 0)
            throw Sealing.Damaged();
        Span<byte> nonce = stackalloc byte[12];
        Sealing.Nonce(nonce, _header, _number++, _last);
        try
        {
            _cipher.Decrypt(nonce, _sealed.AsSpan(0, _length), _sealed.AsSpan(_length, Sealing.Tag), _plain.AsSpan(0, _length), _header);
        }
        catch (CryptographicException fault)
        {
            throw Sealing.Damaged(fault);
        }
        _sealed[0] = _sealed[^1];
        _held = _last ? 0 : 1;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _cipher.Dispose();
            _source.Dispose();
        }
        base.Dispose(disposing);
    }
}
