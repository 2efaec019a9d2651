package dev.kontor.local.containers;

import dev.kontor.local.workspace.Failure;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/// This machine's end of the bridge between it and the containers, such as 172.17.0.1 in
/// 172.17.0.0/16.
///
/// @param prefixLength the number of leading bits that all addresses on the bridge share
public record Bridge(InetAddress address, int prefixLength) {

    /// The name by which a container reaches this machine, with
    /// `--add-host host.docker.internal:host-gateway`.
    public static final String HOST_NAME = "host.docker.internal";

    /// The addresses on the bridge, in CIDR notation.
    public String subnet() {
        return text(network(address)) + "/" + prefixLength;
    }

    /// Whether a peer is on the bridge. Linux accepts packets for the bridge's address on every
    /// interface, so listening on that address alone would admit the neighbours in the local
    /// network.
    public boolean admits(InetAddress peer) {
        return peer instanceof Inet4Address && network(peer) == network(address);
    }

    /// The bridge on this network interface.
    ///
    /// @throws Failure this machine has no such interface
    static Bridge on(String interfaceName) throws SocketException {
        var found = NetworkInterface.getByName(interfaceName);
        if (found != null) {
            for (var each : found.getInterfaceAddresses()) {
                if (each.getAddress() instanceof Inet4Address) {
                    return of(each);
                }
            }
        }
        throw new Failure("""
            Docker's bridge %s is not on this machine, so containers cannot reach it: --containers \
            needs Docker's own daemon here (not rootless, not remote), or Docker Desktop\
            """.formatted(interfaceName));
    }

    private static Bridge of(InterfaceAddress address) {
        return new Bridge(address.getAddress(), address.getNetworkPrefixLength());
    }

    /// The member's address with its host bits at zero.
    private int network(InetAddress member) {
        var bits = ByteBuffer.wrap(member.getAddress()).getInt();
        return prefixLength == 0 ? 0 : bits & (-1 << (Integer.SIZE - prefixLength));
    }

    private static String text(int address) {
        try {
            var bytes = ByteBuffer.allocate(Integer.BYTES).putInt(address).array();
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
